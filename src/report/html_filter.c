/* SPDX-License-Identifier: Apache-2.0 */
/* A long table of estimates: rows that hold a word, and rows in another order. Without the script it is a table. */
#include "report/html.h"

void kl_html_filter(kl_html *h) {
    kl_html_raw(h, "<p><label>Only rows with <input type=\"search\" id=\"filter\"></label> "
                   "<small>A click on a title sorts.</small></p>\n");
}

/* A number goes by what stands behind it, anything else by what is shown. */
void kl_html_filter_script(kl_html *h) {
    kl_html_raw(
        h, "<script>\n"
           "const bodies = document.querySelectorAll('table.estimates tbody');\n"
           "document.getElementById('filter').addEventListener('input', event => {\n"
           "  const word = event.target.value.toLowerCase();\n"
           "  for (const body of bodies) for (const row of body.rows)\n"
           "    row.hidden = !row.cells[0].textContent.toLowerCase().includes(word);\n"
           "});\n"
           "const key = cell => {\n"
           "  const data = cell.querySelector('data');\n"
           "  return data ? Number(data.value.replace('inf', 'Infinity')) : cell.textContent;\n"
           "};\n"
           "for (const body of bodies)\n"
           "  for (const [at, head] of [...body.parentElement.tHead.rows[0].cells].entries()) {\n"
           "    let sign = 1;\n"
           "    head.addEventListener('click', () => {\n"
           "      sign = -sign;\n"
           "      const rows = [...body.rows].map(row => [key(row.cells[at]), row]);\n"
           "      rows.sort(([a], [b]) => sign * (a > b ? 1 : a < b ? -1 : 0));\n"
           "      body.append(...rows.map(([, row]) => row));\n"
           "    });\n"
           "  }\n"
           "</script>\n");
}
