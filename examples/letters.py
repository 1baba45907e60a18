# SPDX-License-Identifier: Apache-2.0
"""How far apart are the letters of two texts, and which letters make the difference?"""

import collections
import sys

import kullback

a, b = (collections.Counter(filter(str.isalpha, open(path, encoding="utf-8").read().lower()))
        for path in sys.argv[1:3])
letters = sorted(a | b)
p, q = [a[letter] for letter in letters], [b[letter] for letter in letters]

print("Jensen–Shannon   ", kullback.jensen_shannon(p, q, unit="bits"))
print("KL               ", kullback.divergence(p, q, unit="bits"))
terms = kullback.terms("jensen_shannon", p, q, unit="bits")
for term, letter in sorted(zip(terms, letters), reverse=True)[:3]:
    print(f"  {letter}  {term:.4f} bits")
