/* SPDX-License-Identifier: Apache-2.0 */
/* CLD2's spans of files, one line each: "begin,bytes,code" with blanks between. */
#include <cstdio>
#include <string>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        std::string text;
        FILE *file = fopen(argv[i], "rb");
        if (!file)
            return 2;
        for (int c; (c = getc(file)) != EOF;)
            text.push_back(char(c));
        fclose(file);
        CLD2::Language best[3];
        CLD2::ResultChunkVector chunks;
        const CLD2::CLDHints hints = {NULL, NULL, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
        int percent[3], bytes;
        double scores[3];
        bool reliable;
        CLD2::ExtDetectLanguageSummary(text.data(), int(text.size()), true, &hints, CLD2::kCLDFlagBestEffort, best,
                                       percent, scores, &chunks, &bytes, &reliable);
        for (const CLD2::ResultChunk &chunk : chunks)
            printf("%d,%d,%s ", chunk.offset, int(chunk.bytes),
                   CLD2::LanguageCode(static_cast<CLD2::Language>(chunk.lang1)));
        putchar('\n');
    }
    return 0;
}
