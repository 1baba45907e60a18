/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a file through Kullback and CLD2 in turn, in one process and on one core; one line of figures a round:
 * seconds of processor time of each. */
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <kullback/text_language.h>

static double now() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return double(t.tv_sec) + 1e-9 * double(t.tv_nsec);
}

typedef std::vector<std::string> texts;

static double ours(kl_language_detector *detector, const texts &lines, size_t *sum) {
    double start = now();
    for (const std::string &line : lines) {
        kl_language_answer answer;
        kl_language_detector_add(detector, line.data(), line.size(), NULL);
        kl_language_detector_finish(detector, &answer, NULL);
        *sum += answer.best;
    }
    return now() - start;
}

static double theirs(const texts &lines, size_t *sum) {
    double start = now();
    for (const std::string &line : lines) {
        CLD2::Language best[3];
        int percent[3], bytes;
        bool reliable;
        *sum += CLD2::DetectLanguageSummary(line.data(), int(line.size()), true, best, percent, &bytes, &reliable);
    }
    return now() - start;
}

int main(int argc, char **argv) {
    texts lines;
    size_t bytes = 0, sum = 0;
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return 2;
    std::string line;
    for (int c; (c = getc(file)) != EOF;) {
        if (c == '\n') {
            lines.push_back(line);
            bytes += line.size() + 1;
            line.clear();
        } else {
            line.push_back(char(c));
        }
    }
    fclose(file);
    kl_language_profile *profile = NULL;
    kl_language_detector *detector = NULL;
    double start = now();
    if (kl_language_profile_open(NULL, &profile, NULL) != KL_OK ||
        kl_language_detector_new(profile, NULL, &detector, NULL) != KL_OK)
        return 2;
    printf("%zu lines %zu bytes open %.4f\n", lines.size(), bytes, now() - start);
    for (int round = 0; round < atoi(argv[2]); round++) {
        double us = ours(detector, lines, &sum), they = theirs(lines, &sum);
        printf("%.6f %.6f\n", us, they);
    }
    kl_language_detector_free(detector);
    kl_language_profile_free(profile);
    return sum == 0;
}
