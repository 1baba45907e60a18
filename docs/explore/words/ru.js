// SPDX-License-Identifier: Apache-2.0
// Russian: the words of the frame and of each room.
import distributions from "./ru/distributions.js";
import language from "./ru/language.js";
import logits from "./ru/logits.js";
import joint from "./ru/joint.js";
import convex from "./ru/convex.js";
import clouds from "./ru/clouds.js";
import leash from "./ru/leash.js";
import questions from "./ru/questions.js";
import frame from "./ru/frame.js";

export default { frame, distributions, language, logits, joint, convex, clouds, leash, questions };
