// SPDX-License-Identifier: Apache-2.0
// The rooms of the page, in the order of the list.
import distributions from "./rooms/distributions.js";
import language from "./rooms/language.js";
import logits from "./rooms/logits.js";
import joint from "./rooms/joint.js";
import convex from "./rooms/convex.js";
import clouds from "./rooms/clouds.js";
import leash from "./rooms/leash.js";
import questions from "./rooms/questions.js";

export const rooms = [distributions, language, logits, joint, convex, clouds, leash, questions];
