/* SPDX-License-Identifier: Apache-2.0 */
/* The option table. */
#include "cli.h"

static const option_row rows[OPTION_COUNT] = {
    [OPTION_KIND] = {"kind", 'k', "KIND", "text weights counts state logits samples points image",
                     "Take the inputs for this kind instead of looking at their content.", NULL},
    [OPTION_COLUMN] =
        {"column", 0, "COLUMN", NULL,
         "Compare this column of tables (CSV, Parquet and what else kl mi reads) or arrays as "
         "numbers: its name, or its number from 1.",
         NULL},
    [OPTION_SYMBOLS] =
        {"symbols", 's', "SYMBOLS", "bytes letters words tokens",
         "What is counted in a text: bytes, Unicode letters (NFC, case-folded), words, or "
         "tokens, as white space parts them.",
         "letters"},
    [OPTION_ORDER] = {"order", 'n', "N", "1 2 3 4 5", "Count runs of N symbols (n-grams).", "1"},
    [OPTION_SMOOTH] =
        {"smooth", 0, "HOW", "kt none",
         "What a symbol that was never seen may cost: kt adds one half to every count "
         "(Krichevsky-Trofimov; above order 1 with an escape to shorter contexts), and one "
         "where a measure divides by the model's shares, as chi-square does; "
         "none takes the counts for the truth.",
         "kt"},
    [OPTION_DISCOUNT] = {"discount", 0, "HOW", "kneser-ney witten-bell",
                         "How a language model makes room for what it has not seen: interpolated "
                         "modified Kneser-Ney, or Witten-Bell.",
                         "kneser-ney"},
    [OPTION_ESTIMATOR] =
        {"estimator", 0, "NAME",
         "jackknife miller_madow dirichlet_jeffreys dirichlet_laplace dirichlet_perks "
         "dirichlet_minimax shrinkage chao_shen grassberger zhang nsb",
         "What estimates entropies, and the divergences made of them, from counts. Intervals are "
         "those of the jackknife, stretched to hold the value.",
         "jackknife"},
    [OPTION_ALPHABET] = {"alphabet", 0, "K", NULL,
                         "How many symbols there are, for estimators that ask. Default: those that "
                         "occur in either input.",
                         NULL},
    [OPTION_UNIT] = {"unit", 'u', "UNIT", "bits nats", "Unit of information.", "bits"},
    [OPTION_CONFIDENCE] = {"confidence", 'c', "LEVEL", NULL,
                           "Level of the intervals, between 0 and 1.", "0.95"},
    [OPTION_SEED] = {"seed", 0, "N", NULL, "Seed of what is drawn at random.", "0"},
    [OPTION_FAMILY] =
        {"family", 0, "FAMILY", NULL,
         "What is fitted: gaussian (one normal distribution), mixture:K (K of them) or "
         "categorical:K (K pieces of as many cells each, with any weights).",
         "gaussian"},
    [OPTION_MEASURE] =
        {"measure", 0, "ID", NULL,
         "What is made least: divergence (forward: covers all modes), divergence.reverse (picks "
         "one), or any other of kl help measures but entropy.",
         "divergence"},
    [OPTION_FAIL_ABOVE] =
        {"fail-above", 'f', "ID=X", NULL,
         "Exit with 1 if the measure ID is certainly above X, in the printed unit: "
         "its value where that is exact or a model's, else the low end of its interval. Every row "
         "and every pair of a matrix with this ID is tested; ID@A|B=X tests that of A|B alone. May "
         "be given more than once.",
         NULL},
    [OPTION_PARAMETER] =
        {"parameter", 'p', "ID=X", NULL,
         "The parameter of the measure ID is X: renyi=0.5, hockey_stick=2. Between known weights; "
         "what was counted is compared at the defaults. May be given more than once.",
         NULL},
    [OPTION_ZEROS] =
        {"zeros", 0, "HOW", NULL,
         "What becomes of weights of zero: exact (impossible: a measure may be infinite), add=X (X "
         "more for every weight), kt (one half more), mix=X (a share X of the other mixed into "
         "each) or common (only what both have). Of known weights alone: what was counted has "
         "--smooth.",
         "exact"},
    [OPTION_JSON] = {"json", 'j', NULL, NULL, "Write JSON (schema kullback/1).", NULL},
    [OPTION_MARKDOWN] = {"markdown", 'm', NULL, NULL, "Write Markdown.", NULL},
    [OPTION_HTML] = {"html", 0, "FILE", NULL,
                     "Write one self-contained HTML page to FILE as well; - is standard output, "
                     "without the report.",
                     NULL},
    [OPTION_JUNIT] = {"junit", 0, "FILE", NULL,
                      "Write JUnit XML, a test for each column, to FILE as well; - is standard "
                      "output, without the report.",
                      NULL},
    [OPTION_CONFIG] = {"config", 0, "FILE", NULL,
                       "Read tolerances, bins and types of columns from a TOML file.", NULL},
    [OPTION_OUTPUT] = {"output", 'o', "FILE", NULL, "Write the result to FILE.", NULL},
    [OPTION_PART] =
        {"part", 0, "I/N", NULL,
         "Count only the I-th of N parts of every file; merging the N results gives the "
         "same bytes as counting the whole.",
         NULL},
    [OPTION_WITH] = {"with", 'w', "FILE", NULL,
                     "The text or state whose distribution makes the code.", NULL},
    [OPTION_TARGETS] = {"targets", 0, "FILE", NULL,
                        "The token that follows each row: an integer .npy, or ids as text.", NULL},
    [OPTION_TENSOR] = {"tensor", 0, "NAME", NULL,
                       "The array to take from an .npz or safetensors file. Default: the only one.",
                       NULL},
    [OPTION_VOCAB] = {"vocab", 0, "FILE", NULL,
                      "The text of the tokens: tokenizer.json, vocab.json, tokenizer.bin, or one "
                      "token a line. Makes bits per byte, and worst tokens that can be read.",
                      NULL},
    [OPTION_TEXT] = {"text", 0, "FILE", NULL,
                     "The text that was scored, whole: bits per byte of logits without --vocab.",
                     NULL},
    [OPTION_CLUSTER] =
        {"cluster", 0, "HOW", "units none",
         "What errors take as independent: whole chunks or documents (units), or every "
         "token (none), which makes them too small.",
         "units"},
    [OPTION_CLUSTER_COLUMN] =
        {"cluster", 0, "COL", NULL,
         "The column that says which rows belong together, e.g. a customer or a day: whole "
         "clusters are what varies.",
         NULL},
    [OPTION_BINS] =
        {"bins", 0, "RULE", NULL,
         "How numbers are put into bins: quantile, quantile:N, equal_width, equal_width:N, doane, "
         "sturges, freedman_diaconis or exact, by the reference; COL=RULE for one column, or "
         "COL=E1,E2,... its edges. May be given more than once.",
         "quantile:10"},
    [OPTION_BY] = {"by", 0, "COL", NULL,
                   "Compare the rows of each value of this column by themselves, in its order: a "
                   "time line.",
                   NULL},
    [OPTION_MEASURES] = {"measures", 0, "ID[,ID...]", NULL,
                         "Tell only these estimates, by the ids that JSON has, and compute no "
                         "more than they need: cross_entropy,divergence takes half the time. "
                         "Default: all.",
                         NULL},
    [OPTION_PRECISION] =
        {"precision", 0, "HOW", "single double",
         "How exponentials of logits are computed that are no f64: single is good to one "
         "part in a million of each row, double takes two to three times as long.",
         "single"},
    [OPTION_BAD_ROWS] = {"bad-rows", 0, "HOW", "refuse skip",
                         "What to do with a row that has a NaN or a logit of +inf.", "refuse"},
    [OPTION_RESOLVE] = {"resolve", 0, "X", NULL,
                        "Say how many tokens would show a difference of X, in the printed unit per "
                        "token. Default: the difference that was found.",
                        NULL},
    [OPTION_FORMAT] =
        {"format", 0, "HOW", "llama",
         "Print what llama-perplexity of llama.cpp prints, by its definitions, instead.", NULL},
    [OPTION_SURPRISAL] = {"surprisal", 0, NULL, NULL,
                          "Show the text symbol by symbol, coloured by what each cost.", NULL},
    [OPTION_COUNT_OF] = {"count", 0, "N", NULL, "How many.", "1"},
    [OPTION_DECODE] = {"decode", 'd', NULL, NULL, "Decode instead.", NULL},
    [OPTION_MEMORY] =
        {"memory", 0, "SIZE", NULL,
         "What tables may take while a text is counted before they spill to disk, e.g. "
         "512M or 4G. What was counted, and a state, is then in memory as a whole.",
         "1G"},
    [OPTION_THREADS] = {"threads", 't', "N", NULL,
                        "Threads to use; the answer does not depend on it. Default: all cores, or "
                        "KL_THREADS.",
                        NULL},
    [OPTION_LINES] = {"lines", 0, NULL, NULL, "Take every line for a text of its own.", NULL},
    [OPTION_CIPHER] =
        {"cipher", 0, NULL, NULL,
         "Take the text for a ciphertext: tell its language, the kind and the key, and "
         "read it.",
         NULL},
    [OPTION_ONLY] = {"only", 0, "CODES", NULL,
                     "The languages that are possible, with commas between. Default: all.", NULL},
    [OPTION_TOP] = {"top", 0, "N", NULL,
                    "Show the N most probable languages. Default: 5, with --lines 1.", NULL},
    [OPTION_PROFILE] =
        {"profile", 0, "FILE", NULL,
         "Take the languages of this profile instead of those that are built in. Given more "
         "than once, those of all; \"built-in\" is the one that is built in.",
         NULL},
    [OPTION_SPANS] =
        {"spans", 0, NULL, NULL,
         "Say where in a text each language begins and ends, instead of one answer for all of it.",
         NULL},
    [OPTION_PRICE] =
        {"price", 0, "BITS", NULL,
         "With --spans: what going over to another language costs, in bits. The higher, the "
         "fewer and the longer the spans.",
         "16"},
    [OPTION_MATRIX] =
        {"matrix", 0, NULL, NULL,
         "Instead of reading texts compare the languages themselves: the divergences of their "
         "models, and the tree of their distances.",
         NULL},
    [OPTION_NAME] =
        {"name", 0, "CODE", NULL,
         "With train: what the language is called, at most 8 bytes, and behind a = what people "
         "call it: bar=Bavarian.",
         NULL},
    [OPTION_METHOD] =
        {"method", 0, "HOW", "auto exact sinkhorn sliced",
         "How transport is solved: exact proves its optimum; sinkhorn is blurred and quick; sliced "
         "looks along lines. auto is exact.",
         "auto"},
    [OPTION_EPSILON] = {"epsilon", 0, "E", NULL,
                        "How much --method sinkhorn blurs: ε in units of the mean cost.", "0.05"},
    [OPTION_COST] = {"cost", 0, "COST", "euclidean squared_euclidean l1 cosine",
                     "What moving a unit of mass from one point to another costs.", "euclidean"},
    [OPTION_POWER] = {"p", 0, "P", NULL,
                      "The p of W_p, at least 1: the cost to this power, and its root at the end.",
                      "1"},
    [OPTION_PLAN] = {"plan", 0, "FILE", NULL,
                     "Write the plan to FILE as CSV: row of A, row of B, both from 1, and mass; - "
                     "is standard output, without the report.",
                     NULL},
    [OPTION_COSTS] =
        {"costs", 0, "FILE", NULL,
         "What turning a symbol into another costs: lines symbol<TAB>symbol<TAB>cost. "
         "Said one way only it is that of the way back; staying costs nothing unless said.",
         NULL},
    [OPTION_TARGET] = {"target", 0, "COL", NULL,
                       "Rank all other columns by what they tell of this one.", NULL},
    [OPTION_GIVEN] = {"given", 0, "COL", NULL,
                      "What the two columns tell of each other where this one is known.", NULL},
    [OPTION_COLUMNS] = {"columns", 0, "X,Y", NULL,
                        "Count these two columns of a table instead, by name: what must be kept of "
                        "X to know Y.",
                        NULL},
    [OPTION_BETA] =
        {"beta", 0, "B", NULL,
         "One point of the curve: the bits of rate that a bit of relevance is worth; of soft "
         "clusters at most 2^30 times --alpha.",
         NULL},
    [OPTION_ALPHA] = {"alpha", 0, "A", NULL,
                      "With --method soft and --beta: how soft clusters are, from 1 (the "
                      "bottleneck) towards 0 (hard ones).",
                      "1"},
    [OPTION_CLUSTERS] = {"size", 0, "K", NULL,
                         "How many clusters there may be. Default: as many as rows.", NULL},
    [OPTION_DISTORTION] =
        {"distortion", 0, "HOW", NULL,
         "Take FILE for a source, and tell what must be told of it for how much distortion: "
         "hamming counts symbols that are wrong, anything else is a table with a row for each "
         "symbol and a column for each that may stand for it.",
         NULL},
    [OPTION_TYPE] =
        {"type", 0, "COL=TYPE", NULL,
         "Take the column COL for this type, number or category, whatever it holds. May "
         "be given more than once.",
         NULL},
    [OPTION_OPEN] = {"open", 0, NULL, NULL, "Show it in the browser.", NULL},
    [OPTION_MAN] = {"man", 0, NULL, NULL, "Write the manual page in roff.", NULL},
    [OPTION_COMPLETION] = {"completion", 0, "SHELL", "bash zsh fish",
                           "Write the completions of a shell.", NULL},
    [OPTION_HELP] = {"help", 'h', NULL, NULL, "Show this help.", NULL},
    [OPTION_VERSION] = {"version", 'V', NULL, NULL, "Show the version.", NULL},
};

const option_row *option_get(option_id id) {
    return &rows[id];
}

option_row verb_option(const struct verb *verb, option_id id) {
    option_row row = rows[id];
    for (size_t i = 0; i < OPTION_OWN_MAX; i++) {
        const option_own *own = &verb->own[i];
        if (own->id != id)
            continue;
        row.preset = own->preset ? own->preset : row.preset;
        row.values = own->values ? own->values : row.values;
        row.help = own->help ? own->help : row.help;
    }
    return row;
}
