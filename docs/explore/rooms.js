// SPDX-License-Identifier: Apache-2.0
// The rooms of the page, in the order of the list.
import distributions from "./rooms/distributions.js";
import language from "./rooms/language.js";
import logits from "./rooms/logits.js";

export const rooms = [distributions, language, logits];
