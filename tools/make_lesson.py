#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""docs/lesson.md from docs/claims.tsv: every number on the page is one that a test computes.

tools/make_lesson.py           write the page
tools/make_lesson.py --check   exit 1 if the page is not what would be written
"""

import csv
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
CLAIMS = ROOT / "docs" / "claims.tsv"
PAGE = ROOT / "docs" / "lesson.md"

HEAD = """# The lesson, checked

What is commonly taught about the Kullback–Leibler divergence, statement by statement: is it so, and what
does the library compute for it? Every number below stands in [claims.tsv](claims.tsv) and is computed
again by the test that its row names; a number that is no longer what the library computes fails that
test. This page is written by `tools/make_lesson.py`.
"""

# What is said about a claim; {0}, {1} … are its numbers in the order of the table.
TEXT = {
    "L01": """Take four symbols with probabilities 1/2, 1/4, 1/8, 1/8. A code made for them, and a code made
for four equally likely symbols, differ by a divergence of {0} bits per symbol. To make that literal, 2²⁰
such symbols are written to two files with a range coder, once with each code: the files differ by {1}
bits per symbol. `kl code A --with B` does the same with two texts.""",
    "L02": """Half of each of sixteen declarations of human rights tells how often each letter occurs; pieces of the
other halves are the intercepted texts. By the divergence of single letters alone, {0} % of pieces of 20 letters are
nearest to their own language, {1} % of 50, {2} % of 100 and {3} % of 200: German among Latin alphabets, Russian beside
Bulgarian and Ukrainian. `kl lang` looks at up to five letters at a time, knows 108 languages, and says when it cannot
tell. Enciphered by a substitution the letters are the wrong ones, and their frequencies tell little. But {4} letters of
the German text, enciphered, have their language under `kl lang --cipher`, and {5} % of them are read: see
[the story](story-cipher.md).""",
    "L03": """Some pair has a divergence of {0} bits in one direction and {1} bits in the other: solving for
two symbols gives P = ({2}, 1 − {2}) and Q = ({3}, 1 − {3}). Coding a rare event with a code for a common
one costs something else than the other way round. That is why `kl A B` says one sentence for each
direction.""",
    "L04": """Tried on 100,000 pairs of five weights, half of which differ in the last bit of one weight only:
{0} were negative, {1} were zero though the weights were unequal, {2} were other than zero though they
were equal. The textbook sum p·log(p/q) fails this: near P = Q its rounding error is larger than the
divergence. Here every term that is added is non-negative.""",
    "L05": """With P = (0.5, 0.5), Q = (0.9, 0.1) and R = (0.99, 0.01): from P to Q it is {0} bits, from Q to P
{1}. From P straight to R it is {2} bits, by way of Q only {3}: a detour that is shorter than the
straight line. The Jensen–Shannon divergence is symmetric but no metric either: two coins that always
fall on opposite sides are {4} bit apart, by way of a fair coin {5}. Its square root is a metric, and
only that is used for trees.""",
    "L06": """Let Q call two of four symbols impossible, which together hold {1} of P. The divergence of P from Q
is {0}: no code made for Q has any word for them, and the answer says that {2} symbols with that mass are to
blame. The other direction stays finite, {3} bits. Infinity is an answer here and not an error; nothing is
added to the weights behind the user's back. For *counts* a zero means unseen, not impossible, and a named
smoothing gives a finite headline beside the infinite one.""",
    "L07": """The label of one of four classes, smoothed by a fifth, is the target (0.05, 0.05, 0.85, 0.05). Without smoothing
no logits are best: going downhill, the label's is ahead of the others by {2} after 1,000 steps, by {3} after 100,000, and so
on. With it the gap ends at {0}, which is ln 17 = {1}, what 0.85 is to 0.05. But the infinity is not gone: a model that calls
another class impossible has a loss of {4} nats without smoothing and of {5} with it, for now every class is a little true.
[The story](story-classifier.md) shows the gap in a classifier, and that smoothing is no cure for calibration.""",
    "L08": """Of the pairs 00, 02, 12, 21, 22, equally likely, either number tells {0} bits of the other: that is the
divergence of the five pairs from the world in which both numbers are drawn apart, and H(X) + H(Y) − H(X,Y) = {1} too.
Among 100,000 random tables {2} have a negative value and {3} another one with X and Y exchanged, to the last bit: it is
computed as that divergence, from terms that are not negative. Beside the divergence of two lists of probabilities that
`kullback.divergence` computes, the difference is at most {4} nats. [information.md](information.md) goes on from
there.""",
    "L09": """What is asked for is one number, I(Z;X) − β·I(Z;Y), made least by a Z that sees X alone: Y – X – Z. Five
equally likely pairs, 00, 02, 12, 21 and 22: where a bit of Y is worth 3 bits of X the best Z keeps {0} bits of X and {1} of
Y, where it is worth 10 it keeps {2} and {3} of the {4} that there are. That a network does the same while it learns, first
fitting and then forgetting its input, was claimed from layers in bins (Shwartz-Ziv and Tishby 2017), and bins are what
forgets (Saxe et al. 2018): a layer without noise that tells all inputs apart keeps all of them. 4096 inputs and tanh x in
30 bins have {5} bits; steeper, tanh 8x, {6}, and the numbers themselves {7} as before. A rectified one has {8} bits and at
8 times the slope {9}. [The story](story-plane.md) trains both kinds and looks.""",
    "L12": """Kullback and Leibler published the divergence in 1951. Entropy as the length of the best code is
Shannon's, of 1948: the four letters of his example need {0} bits each. Coded as if all four were equally
likely they need {1}; the difference of {2} bits is what got its name three years later.""",
    "L10": """Four classes, three tokens: the loss of their logits (`kl_loss_cross_entropy`) is {0} nats. All mass on the
target and the softmax of the logits have a cross-entropy of {1} on average, and the product of the three
probabilities has a negative logarithm of {2} per token. Training by this loss is maximum likelihood.""",
    "L11": """Strictly proper means that no model has a smaller expected loss than the truth. Three outcomes of probability
0.5, 0.3 and 0.2: going downhill on the cross-entropy ends {0} from these, and so does the Brier score Σ (q − t)², at {1}.
What sets the cross-entropy apart is that it looks at the probability of what happened only: as the mass of the other
outcomes moves between them it grows by {3}, the Brier score by {4}. Among the scores that do so, of three outcomes or
more, only the logarithm is proper: the focal loss (1 − q)² (−ln q) ends {2} away from the truth.""",
    "L14": """What was published is 37.50 for the small GPT-2 on WikiText-103, which is {0} bits per token; 29.41,
{1} bits, is its number on WikiText-2. OpenAI published none for GPT-4. From 30 to 7.5 is a factor of 4 in
perplexity, and that is {2} bits per token whatever one starts from: linear in the unit in which coding
costs add up. And only models of one tokenizer, window and text compare at all: bits per byte do more widely.""",
    "L13": """A fair die with {0} faces has perplexity {0}. For anything that is not fair it is only the size of
the fair die that is as hard to guess. And it counts per symbol: one and the same English text has a
perplexity of {1} by bytes, {2} by letters and {3} by words, so perplexities of different tokenizers, or
of different texts, do not compare.""",
    "L15": """Where the truth is known this can be seen exactly. A fair bit goes through a channel that turns one
in ten. A model that believes in two in ten has a loss of {0} bits; the least possible loss, the entropy
that the channel itself adds, is {1} bits; the difference is the divergence, {2} bits. No other belief
costs less than the truth. From 100,000 labels that are drawn, without knowing the divergence, the loss less what is
least gives {3}, give or take {4}. [The story](story-classifier.md) does it with a classifier of handwritten digits.""",
    "L16": """H(P, Q) = H(P) + KL(P‖Q), and H(P) is what no Q changes. Tried on 100,000 pairs of four weights: {0}
gradients with respect to the logits of Q differ in any bit, and {1} differences of the two are anything but H(P). What
is gained by the divergence is a zero that means something.""",
    "L17": """The divergence of a model from draws is the entropy of the draws, which no model changes, less their
mean log-likelihood: whoever makes the one least makes the other largest. 400 draws with two modes and one normal
distribution: going downhill on the divergence ends at mean {2} and standard deviation {3}, and the moments, which
are known to be the largest likelihood, differ from that by {0} and {1}.""",
    "L18": """The catalogue has {0} divergences Σ q f(p/q) with a convex f and its conjugate f*. Each is the most that
a critic T of two samples can get for E_P[T] − E_Q[f*(T)]: the best critic, f′(p/q), misses the value by {1}, and of
others {2} got above it. A convex f of one's own, |t − 1|^1.5, gives {3}; one that is concave is refused. Such a sum
does not know which symbol lies next to which: when two symbols change places, {4} of the divergences change. The
Wasserstein distance of the same two distributions, symbols one apart on a line, goes from {5} to {6}: it is no
f-divergence, though it is often listed with them.""",
    "L19": """A target with modes at −2 (six tenths) and 2.5, and a model that has one mode only. Fitted forward it gets
mean {0} and standard deviation {1}: it lies over both, and {2} % of the target is outside the region that holds 99 % of
it, though much of its mass is where the target has next to nothing. Fitted in reverse it gets mean {3} and standard
deviation {4}: the larger mode as if there were no other, and {5} % of the target is outside. `kl fit` draws both. A model
that can be the target is the same in both directions. [The story](story-direction.md) lets two modes part, and sees which
divergence lets go of one of them when.""",
    "L20": """A classifier's loss is the forward divergence, from the labels to the model (L16, L17). A VAE has both: over what is
seen, x, its likelihood is forward, from the data to the model; over the latents its encoder q(z|x) is fitted to the
posterior p(z|x), for ELBO = ln p(x) − KL(q(z|x)‖p(z|x)), with the model first. That is variational inference, and the
reverse direction; so is KL(q(z|x)‖p(z)), the part of it that is written in the loss. Let x = z² and some noise, and x = 1 be
seen: z is near −1 or near 1. Making the ELBO largest ends at mean {0} and standard deviation {1}: one of the two. The
reverse fit to the posterior, found by another way, differs by {2} and {3}. The forward fit has mean {4} and deviation
{5}: it lies over both, where z² is nowhere near 1. With the arguments of KL(q(z|x)‖p(z)) flipped nothing is bounded any
more: of a latent with two values ln p(x) is {6}, the ELBO of the best encoder {7}, and the flipped one {8}, which is
above. [The story](story-vae.md) trains both on handwritten digits.""",
    "L21": """z is drawn from N(0, 1) and x from N(z, 1); x = 1.5 is seen, and ln p(x) = {0} nats. The ELBO of an encoder that
says N(0.25, 1) is {1}. What is missing, {2}, is that encoder's divergence from the posterior N(0.75, 0.5); of 289
encoders the three add up but for {3}. So the ELBO is a bound, reached by the posterior alone. The divergence in it keeps
the latents near the prior, at a price: with β = 0.01, 1 and 100 times its weight the best encoder says {4}, {5} and {6}
nats of x. Too little and the prior is where no digit is; too much, or a decoder that can do without, and the latents say
nothing. [The story](story-vae.md) shows both on handwritten digits, and what keeps from it.""",
    "L22": """Of two distributions over four symbols the best discriminator, ln p/q, has a loss of {0} nats. That is
ln 4 − 2·JSD, but for {1}, and of 1,000 other discriminators {2} lose less: so the value of the game, the loss taken
negative, is 2·JSD − ln 4. A generator that plays this game has the gradient of 2·JSD, but for {3}, as long as its
discriminator is the best one. Few do: already the first paper takes −ln D in the place of ln(1 − D), which has the same
fixed point and more gradient where the discriminator is sure. Its gradient is another one, {5} away from that of 2·JSD;
it is that of KL(Q‖P) − 2·JSD, but for {4} (Arjovsky and Bottou 2017). And a real discriminator is never the best.
[The story](story-gan.md) has both generators.""",
    "L23": """Ten equal cells, and the same ten slid along by 5, 10, 20 and 40. KL is {0}, {1}, {2} and {3}: infinite not only
without overlap, but as soon as anything of P is outside. JSD is {4}, {5}, {6} and {7} bits: it grows while they overlap and
then stays. A critic of slope 1 says {8}, {9}, {10} and {11}. What a generator hears, 40 cells away, of a discriminator that is
sure is {12}, and of that critic {13}, as from everywhere. [The story](story-gan.md) trains all of them on two parallel lines,
and finds what is loose here: a discriminator that is no step but has a slope is heard by the generator that does
not play the game itself, and the line arrives; but it does not come to rest.""",
    "L24": """Of 100,000 triples of four weights, some of them zero, {0} were not symmetric in the Jensen–Shannon
divergence or the total variation, {1} broke the triangle of its root or of the total variation, {2} broke the
bounds that tie them together (Pinsker: 2·TV² ≤ KL; JSD ≤ ln 2·TV). For privacy the question is how far apart the
outputs are with and without one person: if noise of deviation 1 hides a difference of 1, nobody tells them apart
with an advantage of more than {3}, the total variation. Allowing odds of e it is δ = {4} at ε = 1, and for a δ of
0.00001 it takes ε = {5}.""",
    "L25": """Five answers, one of which is nonsense: the reference gives it once in a thousand, and the judge likes it
best. With preferences by Bradley and Terry of every pair DPO ends {0} from π₀ e^(r/β)/Z, and policy gradient with KL for a
penalty {1}: one and the same policy, known in closed form. On a short leash, β = 4, it gives {2} % nonsense, at
β = 1 {3} %, at β = 0.25 {4} %, while the reward rises from {5} to {6} and {7}, and nothing in it says that something went
wrong. [The story of the leash](story-leash.md) does it to a small GPT, whose judge likes the letter e; and shows that a
penalty with the wrong gradient is no leash at all.""",
    "L26": """A marker of a disease has two common subtypes and a rare one, of which one case in twenty is; a model has
two normal distributions. Fitted forward it takes the common ones together and gives the other component to the rare
one: of all cases {0} %, of the rare ones {1} % lie outside the region that holds 99 % of the model. Fitted in reverse
it gets both common subtypes right and drops the rare one: {2} % of all cases, which looks harmless, and {3} % of
the rare ones. Where a missed case costs more than a false alarm, forward; where what is written must be
plausible, as in text, reverse has its use.""",
}


def rows():
    with CLAIMS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def shown(number):
    return "∞" if number == "inf" else number


def section(row):
    numbers = [shown(number) for number in row["number"].split()]
    text = TEXT[row["id"]].format(*numbers)
    return (f"## {row['id']}. {row['statement']}\n\n**{row['verdict'][0].upper()}{row['verdict'][1:]}.** "
            f"{text}\n\n<sub>{'; '.join(numbers)} ({row['unit']}), computed by `{row['test']}`</sub>\n")


def page():
    claims = rows()
    missing = {row["id"] for row in claims} ^ set(TEXT)
    if missing:
        sys.exit(f"claims.tsv and make_lesson.py do not agree on {', '.join(sorted(missing))}")
    return "\n".join([HEAD, *map(section, claims)])


def main():
    if sys.argv[1:] == ["--check"]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            sys.exit("docs/lesson.md is not what claims.tsv says; run tools/make_lesson.py")
        return
    if sys.argv[1:]:
        sys.exit(__doc__)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
