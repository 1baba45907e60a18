# SPDX-License-Identifier: Apache-2.0
"""A language model asked one word at a time: surprisal.py MODEL WORDS"""
import sys

from kullback import text

lm = text.LanguageModel(sys.argv[1])
state = lm.begin
for word in sys.argv[2:]:
    log_p, state = lm.step(state, lm.symbol(word))
    print(f"{word:6} {-log_p:.3f} nats")
score = lm.score(" ".join(sys.argv[2:]))
print(f"{score.cross_entropy.value:.3f} nats a word, the end of the line among them")
