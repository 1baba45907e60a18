/* SPDX-License-Identifier: Apache-2.0 */
/* Written by tools/make_scipy_golden.py with SciPy 1.10.1; the truth is mpmath's. */
/* clang-format off */
#include <math.h>

enum { GOLDEN_N = 12 };

static const struct golden {
    const char *name;
    double p[GOLDEN_N], q[GOLDEN_N];
    double scipy[3], truth[3]; /* entropy, KL, Jensen-Shannon distance; NaN where SciPy says so */
} golden_rows[] = {
    {"random",
     {0x1.1c872f7a27ae4p-3, 0x1.64e5ebb84dbbap-1, 0x1.9b204c2767e2bp-1, 0x1.655112b681070p-2, 0x1.e2857c73aefcap-1, 0x1.2f9058138fe81p-1, 0x1.c7e81d05f88a1p-1, 0x1.b5f41cacae8d2p-1, 0x1.a7e2443fd8fd8p-4, 0x1.f0f340c8c6770p-2, 0x1.6ff52dfeef3adp-1, 0x1.e13b6bba202d0p-1},
     {0x1.178e51e3b3e26p-2, 0x1.690b6a71b361dp-1, 0x1.710fe28041360p-5, 0x1.0a36eeccd6a14p-3, 0x1.3baca6131dc31p-1, 0x1.bccd36cb588d9p-1, 0x1.d7d94b4d7156ep-2, 0x1.fdb143077ea59p-1, 0x1.8e2b225f2f0b7p-1, 0x1.d60569a733ca5p-1, 0x1.f8c4037e7bf00p-9, 0x1.38dfd7236f847p-1},
     {0x1.2dab87dbdd32cp+1, 0x1.7f613f1f4a4cep-1, 0x1.4cf6b3fc753c4p-2},
     {0x1.2dab87dbdd32cp+1, 0x1.7f613f1f4a4cfp-1, 0x1.4cf6b3fc753c5p-2}},
    {"skewed",
     {0x1.2a0d28ae15536p-23, 0x1.c8a6a82a135a1p-5, 0x1.61f94e122c027p-3, 0x1.ccf3faf723f34p-13, 0x1.3e991a5984213p-1, 0x1.f45e85e1cfb63p-7, 0x1.94b6bb7d00181p-2, 0x1.2578810fee671p-2, 0x1.c401d16cd31dfp-27, 0x1.93493f92e3dfep-9, 0x1.237694a2c2d00p-4, 0x1.37d9d7f430019p-1},
     {0x1.3c9799f899e07p-4, 0x1.6d43b405e6afbp-2, 0x1.4cc8dcd080da9p-21, 0x1.63beb9ef2b2a1p-1, 0x1.2be1913de4c8cp-19, 0x1.5fa70c99ee651p-40, 0x1.254571aa080ebp-3, 0x1.c75e4ae760f57p-4, 0x1.93df8d937ecfap-1, 0x1.5986c2f65408dp-3, 0x1.534964c41f1d0p-1, 0x1.ed9fecdc6e6a8p-22},
     {0x1.b9980cb272db7p+0, 0x1.1e5b0015ff673p+3, 0x1.6c51e1ae3866dp-1},
     {0x1.b9980cb272db8p+0, 0x1.1e5b0015ff674p+3, 0x1.6c51e1ae3866dp-1}},
    {"near 0.001",
     {0x1.1c872f7a27ae4p-3, 0x1.64e5ebb84dbbap-1, 0x1.9b204c2767e2bp-1, 0x1.655112b681070p-2, 0x1.e2857c73aefcap-1, 0x1.2f9058138fe81p-1, 0x1.c7e81d05f88a1p-1, 0x1.b5f41cacae8d2p-1, 0x1.a7e2443fd8fd8p-4, 0x1.f0f340c8c6770p-2, 0x1.6ff52dfeef3adp-1, 0x1.e13b6bba202d0p-1},
     {0x1.1c847d19cbd89p-3, 0x1.64e5cb5a135b6p-1, 0x1.9b39d011f8ad3p-1, 0x1.6533792b42966p-2, 0x1.e2813e2085e31p-1, 0x1.2fa06828e9349p-1, 0x1.c7e388d664078p-1, 0x1.b5c1740f2b19fp-1, 0x1.a7c30bdc9fe55p-4, 0x1.f0fe515d06065p-2, 0x1.6fd48c4505ebap-1, 0x1.e1311436e0e67p-1},
     {0x1.2dab87dbdd32cp+1, 0x1.8de2f5dfbcf00p-26, 0x1.3f26d363d4d52p-14},
     {0x1.2dab87dbdd32cp+1, 0x1.8de2f600dacbcp-26, 0x1.3f26d3557683cp-14}},
    {"near 1e-06",
     {0x1.1c872f7a27ae4p-3, 0x1.64e5ebb84dbbap-1, 0x1.9b204c2767e2bp-1, 0x1.655112b681070p-2, 0x1.e2857c73aefcap-1, 0x1.2f9058138fe81p-1, 0x1.c7e81d05f88a1p-1, 0x1.b5f41cacae8d2p-1, 0x1.a7e2443fd8fd8p-4, 0x1.f0f340c8c6770p-2, 0x1.6ff52dfeef3adp-1, 0x1.e13b6bba202d0p-1},
     {0x1.1c87277ec17d9p-3, 0x1.64e5e9435547dp-1, 0x1.9b204b799986dp-1, 0x1.6551175cc3eeap-2, 0x1.e285809d2a948p-1, 0x1.2f905e7bc04a1p-1, 0x1.c7e8210966954p-1, 0x1.b5f41d8e883e6p-1, 0x1.a7e245c76af82p-4, 0x1.f0f34c8125451p-2, 0x1.6ff525efd3517p-1, 0x1.e13b7b5a4cb10p-1},
     {0x1.2dab87dbdd32cp+1, 0x1.02a37cf100000p-45, 0x1.6da8d5f65904bp-24},
     {0x1.2dab87dbdd32cp+1, 0x1.0471cf13b0b43p-45, 0x1.6d2afd6f44a51p-24}},
    {"near 1e-09",
     {0x1.1c872f7a27ae4p-3, 0x1.64e5ebb84dbbap-1, 0x1.9b204c2767e2bp-1, 0x1.655112b681070p-2, 0x1.e2857c73aefcap-1, 0x1.2f9058138fe81p-1, 0x1.c7e81d05f88a1p-1, 0x1.b5f41cacae8d2p-1, 0x1.a7e2443fd8fd8p-4, 0x1.f0f340c8c6770p-2, 0x1.6ff52dfeef3adp-1, 0x1.e13b6bba202d0p-1},
     {0x1.1c872f77de093p-3, 0x1.64e5ebb752ec0p-1, 0x1.9b204c29e4612p-1, 0x1.655112b76d756p-2, 0x1.e2857c7357a40p-1, 0x1.2f905815b0c49p-1, 0x1.c7e81d06467a7p-1, 0x1.b5f41caeccb36p-1, 0x1.a7e2443fea255p-4, 0x1.f0f340cb3745ap-2, 0x1.6ff52dfe0a813p-1, 0x1.e13b6bbbecfabp-1},
     {0x1.2dab87dbdd32cp+1, -0x1.07785a2fe8000p-52, 0x1.a020cedb6cebfp-29},
     {0x1.2dab87dbdd32cp+1, 0x1.a672284544838p-66, 0x1.48db17b678ec2p-34}},
    {"near 1e-12",
     {0x1.1c872f7a27ae4p-3, 0x1.64e5ebb84dbbap-1, 0x1.9b204c2767e2bp-1, 0x1.655112b681070p-2, 0x1.e2857c73aefcap-1, 0x1.2f9058138fe81p-1, 0x1.c7e81d05f88a1p-1, 0x1.b5f41cacae8d2p-1, 0x1.a7e2443fd8fd8p-4, 0x1.f0f340c8c6770p-2, 0x1.6ff52dfeef3adp-1, 0x1.e13b6bba202d0p-1},
     {0x1.1c872f7a277c2p-3, 0x1.64e5ebb84e336p-1, 0x1.9b204c27676cap-1, 0x1.655112b6808eap-2, 0x1.e2857c73af0c8p-1, 0x1.2f9058139065ep-1, 0x1.c7e81d05f84fep-1, 0x1.b5f41cacae07fp-1, 0x1.a7e2443fd8d59p-4, 0x1.f0f340c8c7390p-2, 0x1.6ff52dfeeedf6p-1, 0x1.e13b6bba1f9fcp-1},
     {0x1.2dab87dbdd32cp+1, -0x1.336f2d9587c00p-55, 0x1.05a1e7158ce5fp-30},
     {0x1.2dab87dbdd32cp+1, 0x1.2c10affe0dc36p-85, 0x1.87f5ffde12995p-44}},
};
