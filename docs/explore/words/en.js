// SPDX-License-Identifier: Apache-2.0
// English: the words of the frame and of each room.
import distributions from "./en/distributions.js";
import language from "./en/language.js";
import logits from "./en/logits.js";
import joint from "./en/joint.js";
import convex from "./en/convex.js";
import clouds from "./en/clouds.js";
import leash from "./en/leash.js";
import questions from "./en/questions.js";
import frame from "./en/frame.js";

export default { frame, distributions, language, logits, joint, convex, clouds, leash, questions };
