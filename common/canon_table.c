/* Written by tests/unit/test_canon_table.c from ICU's data; not by hand. */
#include "canon_table.h"

/* clang-format off */
#define ALL UINT64_MAX
/* B(block, clean for text, clean for keys, first value) */
#define BLOCK_LIST(B) \
	B(0x0, 0xf3ffecfe00000000, 0xfffffffe00000000, 1) B(0x1, 0x7fffffffffffffff, 0x7ffffffff8000001, 39) \
	B(0x2, 0xfffffffe00000000, 0x88c37afe00000000, 40) B(0x3, ALL, ALL, 0) \
	B(0x4, ALL, 0x7ff3ffffffffffff, 0) B(0x5, ALL, 0x7ffffffffffffdfe, 0) \
	B(0x6, ALL, ALL, 0) B(0x7, ALL, 0xfff1ffffffffe00f, 0) \
	B(0x8, ALL, ALL, 0) B(0x9, ALL, ALL, 0) \
	B(0xa, ALL, 0xfe00ffffffffffff, 0) B(0xb, ALL, 0xffffffe0c0ffffff, 0) \
	B(0xc, 0x0, 0x0, 73) B(0xd, 0xbcef000000008000, 0xb8ef000000008000, 137) \
	B(0xe, 0xfffffffbffffd770, 0xfffffffbffffd740, 188) B(0xf, ALL, 0xfdc8ffffff80ffff, 0) \
	B(0x10, ALL, ALL, 0) B(0x11, ALL, ALL, 0) \
	B(0x12, 0xffffffffffffff07, 0xffffffffffffff07, 196) B(0x13, ALL, ALL, 0) \
	B(0x14, 0xfffeffffffffffff, 0xfffeffffffffffff, 201) B(0x5a, 0xffffffff1ffffffe, 0xffffffff1ffffffe, 202) \
	B(0x80, 0xffff7cfffffff000, 0xaf277c8fff7df000, 206) B(0x81, 0xfff3ffde7fffffff, 0xffde7f7ffc7f, 221) \
	B(0x82, 0xffffffff1fff7fff, 0xfffffeff00000000, 226) B(0x83, 0x1de0000001, 0x1de0000001, 230) \
	B(0x84, 0xfffff3bfffffffff, 0x40442a8c1900110, 286) B(0x85, ALL, 0xfc1e, 0) \
	B(0x86, 0xffffffffffff0fff, 0xffffffffffff0dff, 289) B(0x87, ALL, ALL, 0) \
	B(0x88, ALL, 0xfffe4fffffffffff, 0) B(0x89, ALL, ALL, 0) \
	B(0x8a, ALL, ALL, 0) B(0x8b, ALL, ALL, 0) \
	B(0x8c, 0xfffff9ffffffffff, 0xfffff9ffffffffff, 293) B(0x8d, ALL, ALL, 0) \
	B(0x8e, ALL, ALL, 0) B(0x8f, ALL, ALL, 0) \
	B(0x90, 0x7fffffffff, 0x7fffffffff, 295) B(0x91, 0xffffffff000007ff, 0x7ff, 320) \
	B(0x92, ALL, 0x0, 0) B(0x93, ALL, 0xfffff80000000000, 0) \
	B(0x94, ALL, ALL, 0) B(0x95, ALL, ALL, 0) \
	B(0x96, ALL, ALL, 0) B(0x97, ALL, ALL, 0) \
	B(0x98, ALL, ALL, 0) B(0x99, ALL, ALL, 0) \
	B(0x9a, ALL, ALL, 0) B(0x9b, ALL, ALL, 0) \
	B(0x9c, ALL, ALL, 0) B(0x9d, ALL, ALL, 0) \
	B(0x9e, ALL, ALL, 0) B(0x9f, ALL, ALL, 0) \
	B(0xa0, ALL, ALL, 0) B(0xa1, ALL, ALL, 0) \
	B(0xa2, ALL, ALL, 0) B(0xa3, ALL, ALL, 0) \
	B(0xa4, ALL, ALL, 0) B(0xa5, ALL, ALL, 0) \
	B(0xa6, ALL, ALL, 0) B(0xa7, ALL, ALL, 0) \
	B(0xa8, ALL, 0xffffffffffffefff, 0) B(0xa9, ALL, 0xff8fffffffffffff, 0) \
	B(0xaa, ALL, ALL, 0) B(0xab, 0xffffffffefffffff, 0xffffffffefffffff, 341) \
	B(0xac, ALL, ALL, 0) B(0xad, 0xffcfffffffffffff, 0xffcfffffffffffff, 342) \
	B(0xae, 0xffffffffffbfffff, 0xffffffffffbfffff, 344) B(0xaf, ALL, ALL, 0) \
	B(0xba, 0x1, 0x1, 345) B(0xbb, 0x0, 0x0, 408) \
	B(0xbc, 0x0, 0x0, 472) B(0xbd, 0x0, 0x0, 536) \
	B(0xbe, 0x0, 0x0, 600) B(0xbf, 0xfff000000000000, 0xfff000000000000, 664) \
	B(0xc0, 0xffff03fffffffffe, 0xf8bf03fffffffffe, 716) B(0xc1, 0xfffffffffffffffe, 0xfffffffffffffffe, 723) \
	B(0xc2, 0xfffffffff87fffff, 0xffffffff607fffff, 724) B(0xc3, ALL, 0x7fffffffffffffff, 0) \
	B(0xc4, 0xfffeffffffffffe0, 0xffffffffffe0, 728) B(0xc5, ALL, 0x0, 0) \
	B(0xc6, 0xffffffffffff7fff, 0xffffffff00030000, 734) B(0xc7, 0xffff000fffffffff, 0xffff000fffffffff, 735) \
	B(0xc8, 0xffffffff7fffffff, 0x0, 747) B(0xc9, ALL, 0x800000000000ff00, 0) \
	B(0xca, ALL, 0x0, 0) B(0xcb, ALL, 0x0, 0) \
	B(0xcc, ALL, 0x0, 0) B(0xcd, ALL, 0x0, 0) \
	B(0xce, ALL, 0x0, 0) B(0xcf, ALL, 0x0, 0) \
	B(0xd0, ALL, ALL, 0) B(0xd1, ALL, ALL, 0) \
	B(0xd2, ALL, ALL, 0) B(0xd3, ALL, ALL, 0) \
	B(0xd4, ALL, ALL, 0) B(0xd5, ALL, ALL, 0) \
	B(0xd6, ALL, ALL, 0) B(0xd7, ALL, ALL, 0) \
	B(0xd8, ALL, ALL, 0) B(0xd9, ALL, ALL, 0) \
	B(0xda, ALL, ALL, 0) B(0xdb, ALL, ALL, 0) \
	B(0xdc, ALL, ALL, 0) B(0xdd, ALL, ALL, 0) \
	B(0xde, ALL, ALL, 0) B(0xdf, ALL, ALL, 0) \
	B(0xe0, 0xffffffffffff7fff, 0xffffffffffff7fff, 748) B(0xe1, ALL, ALL, 0) \
	B(0xe2, ALL, ALL, 0) B(0xe3, ALL, ALL, 0) \
	B(0xe4, ALL, ALL, 0) B(0xe5, ALL, ALL, 0) \
	B(0xe6, ALL, ALL, 0) B(0xe7, ALL, ALL, 0) \
	B(0xe8, ALL, ALL, 0) B(0xe9, 0xffffffffefffffff, 0xffffffffefffffff, 749) \
	B(0xea, ALL, ALL, 0) B(0xeb, ALL, ALL, 0) \
	B(0xec, ALL, ALL, 0) B(0xed, ALL, ALL, 0) \
	B(0xee, ALL, ALL, 0) B(0xef, ALL, ALL, 0) \
	B(0xf0, ALL, ALL, 0) B(0xf1, ALL, ALL, 0) \
	B(0xf2, ALL, ALL, 0) B(0xf3, ALL, ALL, 0) \
	B(0xf4, ALL, ALL, 0) B(0xf5, ALL, ALL, 0) \
	B(0xf6, ALL, ALL, 0) B(0xf7, ALL, ALL, 0) \
	B(0xf8, ALL, ALL, 0) B(0xf9, ALL, ALL, 0) \
	B(0xfa, ALL, ALL, 0) B(0xfb, ALL, ALL, 0) \
	B(0xfc, ALL, ALL, 0) B(0xfd, ALL, ALL, 0) \
	B(0xfe, ALL, ALL, 0) B(0xff, ALL, ALL, 0) \
	B(0x100, ALL, ALL, 0) B(0x101, ALL, ALL, 0) \
	B(0x102, ALL, ALL, 0) B(0x103, ALL, ALL, 0) \
	B(0x104, ALL, ALL, 0) B(0x105, ALL, ALL, 0) \
	B(0x106, ALL, ALL, 0) B(0x107, ALL, ALL, 0) \
	B(0x108, ALL, ALL, 0) B(0x109, ALL, ALL, 0) \
	B(0x10a, 0xff7fffffffffffff, 0xff7fffffffffffff, 750) B(0x10b, 0xf7fffffffdffffff, 0xf7fffffffdffffff, 751) \
	B(0x10c, ALL, ALL, 0) B(0x10d, ALL, ALL, 0) \
	B(0x10e, ALL, ALL, 0) B(0x10f, ALL, ALL, 0) \
	B(0x110, ALL, ALL, 0) B(0x111, ALL, ALL, 0) \
	B(0x112, ALL, ALL, 0) B(0x113, ALL, ALL, 0) \
	B(0x114, ALL, ALL, 0) B(0x115, ALL, ALL, 0) \
	B(0x116, ALL, ALL, 0) B(0x117, ALL, ALL, 0) \
	B(0x118, ALL, ALL, 0) B(0x119, ALL, ALL, 0) \
	B(0x11a, ALL, ALL, 0) B(0x11b, ALL, ALL, 0) \
	B(0x11c, ALL, ALL, 0) B(0x11d, 0xefffffffffffffff, 0xefffffffffffffff, 753) \
	B(0x11e, ALL, ALL, 0) B(0x11f, ALL, ALL, 0) \
	B(0x120, ALL, ALL, 0) B(0x121, ALL, ALL, 0) \
	B(0x122, ALL, ALL, 0) B(0x123, ALL, ALL, 0) \
	B(0x124, ALL, ALL, 0) B(0x125, ALL, ALL, 0) \
	B(0x126, ALL, ALL, 0) B(0x127, ALL, ALL, 0) \
	B(0x128, ALL, ALL, 0) B(0x129, ALL, ALL, 0) \
	B(0x12a, ALL, ALL, 0) B(0x12b, ALL, ALL, 0) \
	B(0x12c, 0xffffffffff7fffff, 0xffffffffff7fffff, 754) B(0x12d, ALL, ALL, 0) \
	B(0x12e, ALL, ALL, 0) B(0x12f, 0xfffffffffffffffe, 0xfffffffffffffffe, 755) \
	B(0x130, 0xbfffffffffffffff, 0xbfffffffffffffff, 756) B(0x131, 0xdfffffffffffffff, 0xdfffffffffffffff, 757) \
	B(0x132, 0xfffffffffffffffd, 0xfffffffffffffffd, 758) B(0x133, ALL, ALL, 0) \
	B(0x134, ALL, ALL, 0) B(0x135, ALL, ALL, 0) \
	B(0x136, 0xffffff7fffffffff, 0xffffff7fffffffff, 759) B(0x137, ALL, ALL, 0) \
	B(0x138, 0xffffffbf7fffffff, 0xffffffbf7fffffff, 760) B(0x139, ALL, ALL, 0) \
	B(0x13a, 0xffffffffbdfffffb, 0xffffffffbdfffffb, 762) B(0x13b, ALL, ALL, 0) \
	B(0x13c, ALL, ALL, 0) B(0x13d, 0xffdfffffffeffe7f, 0xffdfffffffeffe7f, 765) \
	B(0x13e, 0xff3fffffffbfffbf, 0xff3fffffffbfffbf, 769) B(0x13f, 0xffffeffeffeffff9, 0xffffeffeffeffff9, 773) \
	B(0x140, 0xfffff7f7ffbdf4be, 0xfffff7f7ffbdf4be, 778) B(0x141, 0xdfcffffffffffdff, 0xdfcffffffffffdff, 787) \
	B(0x142, 0xbf475ffbfcbdffff, 0xbf475ffbfcbdffff, 791) B(0x143, 0xfdfdfedfbfddfd5b, 0xfdfdfedfbfddfd5b, 803) \
	B(0x144, 0xe27bfbff7ecefcea, 0xe27bfbff7ecefcea, 814) B(0x145, 0xfffffd7fff7bef7f, 0xfffffd7fff7bef7f, 831) \
	B(0x146, 0xfffffbfffffffbff, 0xfffffbfffffffbff, 837) B(0x147, 0xfffdffffefffdeff, 0xfffdffffefffdeff, 839) \
	B(0x148, 0xfffffbdfffffffff, 0xfffffbdfffffffff, 843) B(0x149, 0xff4fbfffd77fb76f, 0xff4fbfffd77fb76f, 845) \
	B(0x14a, 0xfffffffffbfd4977, 0xfffffffffbfd4977, 856) B(0x14b, 0xf6d5fdfb955ffffd, 0xf6d5fdfb955ffffd, 865) \
	B(0x14c, 0xfffd5fffffffffff, 0xfffd5fffffffffff, 879) B(0x14d, 0xf5ffffffffeffffe, 0xf5ffffffffeffffe, 882) \
	B(0x14e, 0xffebdffefdffffff, 0xffebdffefdffffff, 886) B(0x14f, 0xfffffffbffffffe7, 0xfffffffbffffffe7, 891) \
	B(0x150, 0xffb7fffbffffffff, 0xffb7fffbffffffff, 894) B(0x151, 0xfffffffffffffffb, 0xfffffffffffffffb, 897) \
	B(0x152, 0xef7fffffffffffff, 0xef7fffffffffffff, 898) B(0x153, 0xfffffffdffffffff, 0xfffffffdffffffff, 900) \
	B(0x154, 0xfefffffffbffffef, 0xfefffffffbffffef, 901) B(0x155, 0xfffffffb3ff77fff, 0xfffffffb3ff77fff, 904) \
	B(0x156, 0xfffba2fffbffbfff, 0xfffba2fffbffbfff, 909) B(0x157, 0xffbffdfffbffbb3f, 0xffbffdfffbffbb3f, 917) \
	B(0x158, 0xdede3dffef2fdfbf, 0xdede3dffef2fdfbf, 924) B(0x159, 0xfceb7f9edbf7ffff, 0xfceb7f9edbf7ffff, 937) \
	B(0x15a, 0xffa3be9ffddeef7e, 0xffa3be9ffddeef7e, 948) B(0x15b, 0xfffffbfffff5dcd8, 0xfffffbfffff5dcd8, 962) \
	B(0x15c, 0xfffffffffeb3d77f, 0xfffffffffeb3d77f, 972) B(0x15d, ALL, ALL, 0) \
	B(0x15e, 0xffdfffffffffffff, 0xffdfffffffffffff, 979) B(0x15f, 0xff7efffdffffffff, 0xff7efffdffffffff, 980) \
	B(0x160, 0xffed7fffdfbffbdf, 0xffed7fffdfbffbdf, 983) B(0x161, 0xfddfffebfb7b73ff, 0xfddfffebfb7b73ff, 990) \
	B(0x162, 0xb7f7bfffeffffbff, 0xb7f7bfffeffffbff, 1000) B(0x163, 0xcbff7dfa28f7b77f, 0xcbff7dfa28f7b77f, 1006) \
	B(0x164, 0xbffffffaffffffff, 0xbffffffaffffffff, 1023) B(0x165, 0xefffa97ffffeffff, 0xefffa97ffffeffff, 1026) \
	B(0x166, 0xffffffffdfffffff, 0xffffffffdfffffff, 1033) B(0x167, 0xfffffbbfffffdfff, 0xfffffbbfffffdfff, 1034) \
	B(0x168, 0xfffffffff7ffffff, 0xfffffffff7ffffff, 1037) B(0x169, 0xffffdfbffffffffd, 0xffffdfbffffffffd, 1038) \
	B(0x16a, 0xcfff7f7fffffffff, 0xcfff7f7fffffffff, 1041) B(0x16b, 0x77dfffffff7ff7ff, 0x77dfffffff7ff7ff, 1045) \
	B(0x16c, 0xfefefbedddffe6fe, 0xfefefbedddffe6fe, 1050) B(0x16d, 0x7efff7ffffffeff7, 0x7efff7ffffffeff7, 1061) \
	B(0x16e, 0xffffbfffffffffff, 0xffffbfffffffffff, 1066) B(0x16f, 0xff9fe53bffffffff, 0xff9fe53bffffffff, 1067) \
	B(0x170, 0xff7fffffffff965f, 0xff7fffffffff965f, 1075) B(0x171, 0xffffeeebeff7dfbf, 0xffffeeebeff7dfbf, 1082) \
	B(0x172, 0xfffffffdffffffff, 0xfffffffdffffffff, 1090) B(0x173, 0xdfafffffffffffff, 0xdfafffffffffffff, 1091) \
	B(0x174, 0xffffeffbfd7ddfff, 0xffffeffbfd7ddfff, 1094) B(0x175, 0xfffffffffffeffff, 0xfffffffffffeffff, 1100) \
	B(0x176, 0xeaefbf7aff6fff6d, 0xeaefbf7aff6fff6d, 1101) B(0x177, 0xfffeffffffabf7ff, 0xfffeffffffabf7ff, 1114) \
	B(0x178, 0xffb7f7dfffffffff, 0xffb7f7dfffffffff, 1119) B(0x179, 0xbdffe7f77e7ffff6, 0xbdffe7f77e7ffff6, 1123) \
	B(0x17a, 0xfffff7ffffffffff, 0xfffff7ffffffffff, 1133) B(0x17b, 0xf7f7edf05bfffee9, 0xf7f7edf05bfffee9, 1134) \
	B(0x17c, 0xff57ffffffebffff, 0xff57ffffffebffff, 1149) B(0x17d, 0x7fffffdfbdffaebf, 0x7fffffdfbdffaebf, 1154) \
	B(0x17e, 0xfdffedfebffdffff, 0xfdffedfebffdffff, 1162) B(0x17f, ALL, ALL, 0) \
	B(0x180, ALL, ALL, 0) B(0x181, 0xffffffdfffffffbf, 0xffffffdfffffffbf, 1168) \
	B(0x182, 0xdf97ffffbfffffdf, 0xdf97ffffbfffffdf, 1170) B(0x183, 0xf7f9fffdffffffff, 0xf7f9fffdffffffff, 1176) \
	B(0x184, 0xbf6ffeffe7ffffff, 0xbf6ffeffe7ffffff, 1180) B(0x185, 0xafb7b3e77affd76f, 0xafb7b3e77affd76f, 1186) \
	B(0x186, 0xffbbb7effbf8fbfb, 0xffbbb7effbf8fbfb, 1202) B(0x187, 0xaa3bbef73fffcd77, 0xaa3bbef73fffcd77, 1213) \
	B(0x188, 0xffb8fd7fffefff7e, 0xffb8fd7fffefff7e, 1230) B(0x189, ALL, ALL, 0) \
	B(0x18a, ALL, ALL, 0) B(0x18b, 0xfffffffffffff7ff, 0xfffffffffffff7ff, 1239) \
	B(0x18c, 0xbffffdffffffffff, 0xbffffdffffffffff, 1240) B(0x18d, 0xfffbf6ffffffffff, 0xfffbf6ffffffffff, 1242) \
	B(0x18e, 0xfffffffdf57fffe7, 0xfffffffdf57fffe7, 1245) B(0x18f, 0xffffbffff3fffffe, 0xffffbffff3fffffe, 1251) \
	B(0x190, 0xbf9ffe5fff3fdfbf, 0xbf9ffe5fff3fdfbf, 1255) B(0x191, 0xf7b77fff6ffdfffe, 0xf7b77fff6ffdfffe, 1265) \
	B(0x192, 0x37f3f7d35bf67eff, 0x37f3f7d35bf67eff, 1273) B(0x193, 0xa3686ff6fbe7f36d, 0xa3686ff6fbe7f36d, 1289) \
	B(0x194, 0xffffebe3c5af7faf, 0xffffebe3c5af7faf, 1310) B(0x195, 0xfedffffffe7fffff, 0xfedffffffe7fffff, 1324) \
	B(0x196, 0xff7fefffffdffff3, 0xff7fefffffdffff3, 1328) B(0x197, ALL, ALL, 0) \
	B(0x198, 0xffffffffffffff7f, 0xffffffffffffff7f, 1333) B(0x199, 0xffffffffdffffdfb, 0xffffffffdffffdfb, 1334) \
	B(0x19a, 0xfffdf7fbfefffcff, 0xfffdf7fbfefffcff, 1337) B(0x19b, 0xfeffeefeffbf7d2f, 0xfeffeefeffbf7d2f, 1343) \
	B(0x19c, 0xffffff7ffffffff7, 0xffffff7ffffffff7, 1353) B(0x19d, 0xfffdffffffffffff, 0xfffdffffffffffff, 1355) \
	B(0x19e, 0xfffffffffffbffff, 0xfffffffffffbffff, 1356) B(0x19f, 0xffdfffffffffffff, 0xffdfffffffffffff, 1357) \
	B(0x1a0, ALL, ALL, 0) B(0x1a1, 0x7fffffffffffffff, 0x7fffffffffffffff, 1358) \
	B(0x1a2, 0xfffbffff5eefffff, 0xfffbffff5eefffff, 1359) B(0x1a3, 0xffbbff7f7f3fffef, 0xffbbff7f7f3fffef, 1364) \
	B(0x1a4, 0xffffffffffff7fff, 0xffffffffffff7fff, 1371) B(0x1a5, 0xffdfdefffff7fbff, 0xffdfdefffff7fbff, 1372) \
	B(0x1a6, 0x7ffbbbffffbfffff, 0x7ffbbbffffbfffff, 1377) B(0x1a7, 0xfff7fe6fffb7d7ff, 0xfff7fe6fffb7d7ff, 1382) \
	B(0x1a8, 0xf8fffff7bdf5ffd9, 0xf8fffff7bdf5ffd9, 1390) B(0x1a9, 0xfffff7fb7ffff6ff, 0xfffff7fb7ffff6ff, 1401) \
	B(0x1aa, 0xf6f73ff34feffdfd, 0xf6f73ff34feffdfd, 1406) B(0x1ab, 0xf2f5e25f13f7fff7, 0xf2f5e25f13f7fff7, 1419) \
	B(0x1ac, 0xdfdfffffbfbb7bef, 0xdfdfffffbfbb7bef, 1437) B(0x1ad, 0x7e7bfffd77febfff, 0x7e7bfffd77febfff, 1445) \
	B(0x1ae, 0xebfa36efbeffffff, 0xebfa36efbeffffff, 1454) B(0x1af, 0x7fffefffffffffbe, 0x7fffefffffffffbe, 1465) \
	B(0x1b0, 0xbdf7e7f7ffffeefb, 0xbdf7e7f7ffffeefb, 1469) B(0x1b1, 0xfbfffffffdffbfff, 0xfbfffffffdffbfff, 1478) \
	B(0x1b2, 0xffffffffffbbdfff, 0xffffffffffbbdfff, 1481) B(0x1b3, 0xfffffffffffffffd, 0xfffffffffffffffd, 1484) \
	B(0x1b4, 0xffbffdffffffffff, 0xffbffdffffffffff, 1485) B(0x1b5, 0xfdffffffffffffff, 0xfdffffffffffffff, 1487) \
	B(0x1b6, 0xefffffffffffff7f, 0xefffffffffffff7f, 1488) B(0x1b7, 0xfb9ffadffbfbffff, 0xfb9ffadffbfbffff, 1490) \
	B(0x1b8, 0xbfffefbff5ffffff, 0xbfffefbff5ffffff, 1498) B(0x1b9, 0xffff7f7fbffffbff, 0xffff7f7fbffffbff, 1503) \
	B(0x1ba, 0xeffff7ffdfbffeff, 0xeffff7ffdfbffeff, 1507) B(0x1bb, 0x367b6fffffffafcf, 0x367b6fffffffafcf, 1512) \
	B(0x1bc, 0x7edbeff3fbfffffd, 0x7edbeff3fbfffffd, 1524) B(0x1bd, 0x7f7e7feff5edfffd, 0x7f7e7feff5edfffd, 1533) \
	B(0x1be, 0xfffdbdaeff7fff3e, 0xfffdbdaeff7fff3e, 1543) B(0x1bf, 0xabfce7ef7edffff5, 0xabfce7ef7edffff5, 1553) \
	B(0x1c0, 0xbffafe3e5edf751f, 0xbffafe3e5edf751f, 1566) B(0x1c1, 0xdfffff66deddffe7, 0xdfffff66deddffe7, 1583) \
	B(0x1c2, 0xfbffffffffffffff, 0xfbffffffffffffff, 1594) B(0x1c3, 0xffefffffffff7fff, 0xffefffffffff7fff, 1595) \
	B(0x1c4, 0xfffffffdffffffff, 0xfffffffdffffffff, 1597) B(0x1c5, 0xfffdeddbfdfbfdff, 0xfffdeddbfdfbfdff, 1598) \
	B(0x1c6, 0xbff9ffffff7bffdf, 0xbff9ffffff7bffdf, 1606) B(0x1c7, 0x27afcfbf6dfafced, 0x27afcfbf6dfafced, 1612) \
	B(0x1c8, 0xbbfbdffff7fedfff, 0xbbfbdffff7fedfff, 1630) B(0x1c9, 0xdffffffffefff7be, 0xdffffffffefff7be, 1637) \
	B(0x1ca, 0xffffff7bffbfffff, 0xffffff7bffbfffff, 1642) B(0x1cb, 0xddfffffffffffffe, 0xddfffffffffffffe, 1645) \
	B(0x1cc, 0xf7bffffffdffffff, 0xf7bffffffdffffff, 1648) B(0x1cd, 0xe258b2ffffffbfc5, 0xe258b2ffffffbfc5, 1651) \
	B(0x1ce, 0xfffffffffffffffe, 0xfffffffffffffffe, 1669) B(0x1cf, 0xbfffffffffffffff, 0xbfffffffffffffff, 1670) \
	B(0x1d0, 0x7bffffffffffffff, 0x7bffffffffffffff, 1671) B(0x1d1, 0xfffb79e7fffbf7ff, 0xfffb79e7fffbf7ff, 1673) \
	B(0x1d2, 0xdffef7b7fffffdff, 0xdffef7b7fffffdff, 1681) B(0x1d3, 0xfffffffffbef7bff, 0xfffffffffbef7bff, 1687) \
	B(0x1d4, 0xfffffff3ffdfefff, 0xfffffff3ffdfefff, 1691) B(0x1d5, 0xffbef7fbdfffffff, 0xffbef7fbdfffffff, 1695) \
	B(0x1d6, 0xfffffffffffffb7f, 0xfffffffffffffb7f, 1700) B(0x1d7, 0xbffffffefdfffffe, 0xbffffffefdfffffe, 1702) \
	B(0x1d8, 0xf3fbbf7dbff7d7fb, 0xf3fbbf7dbff7d7fb, 1706) B(0x1d9, 0xeff88d497efbfd3b, 0xeff88d497efbfd3b, 1717) \
	B(0x1da, 0xfafefffffbfffffd, 0xfafefffffbfffffd, 1737) B(0x1db, 0xfffffb65affffff7, 0xfffffb65affffff7, 1742) \
	B(0x1dc, 0xbfffffdfbfffffff, 0xbfffffdfbfffffff, 1750) B(0x1dd, 0xfffffbffafff7fff, 0xfffffbffafff7fff, 1753) \
	B(0x1de, 0xefbfdfffaeffff7f, 0xefbfdfffaeffff7f, 1757) B(0x1df, 0xffff7ffffbf7ffff, 0xffff7ffffbf7ffff, 1764) \
	B(0x1e0, 0xfffbffffffffffff, 0xfffbffffffffffff, 1767) B(0x1e1, 0xffff7eefefff7fff, 0xffff7eefefff7fff, 1768) \
	B(0x1e2, 0xeaffddffffffffff, 0xeaffddffffffffff, 1773) B(0x1e3, 0xdfff7f77fbfdffff, 0xdfff7f77fbfdffff, 1778) \
	B(0x1e4, 0xfffda3bdfdffbfbf, 0xfffda3bdfdffbfbf, 1784) B(0x1e5, 0x7fffffffffdfffff, 0x7fffffffffdfffff, 1794) \
	B(0x1e6, 0x7ffcbbbdffdf9fff, 0x7ffcbbbdffdf9fff, 1796) B(0x1e7, 0xfffffffffffffeff, 0xfffffffffffffeff, 1806) \
	B(0x1e8, 0xfffdbfff6fff7edf, 0xfffdbfff6fff7edf, 1807) B(0x1e9, 0xffffd5f8ffff8ffe, 0xffffd5f8ffff8ffe, 1814) \
	B(0x1ea, 0xfb9f39ffffffffff, 0xfb9f39ffffffffff, 1824) B(0x1eb, 0xffbffbfffffffa4f, 0xffbffbfffffffa4f, 1831) \
	B(0x1ec, ALL, ALL, 0) B(0x1ed, 0xffefff7fffffdfbf, 0xffefff7fffffdfbf, 1838) \
	B(0x1ee, 0xffffffffffff377f, 0xffffffffffff377f, 1842) B(0x1ef, 0xfff7fdefffeff5ee, 0xfff7fdefffeff5ee, 1846) \
	B(0x1f0, 0x9d7ff7f5bfffdfbe, 0x9d7ff7f5bfffdfbe, 1854) B(0x1f1, 0xfffba9ee6dfeeff7, 0xfffba9ee6dfeeff7, 1865) \
	B(0x1f2, 0xffdfff7fffffffff, 0xffdfff7fffffffff, 1878) B(0x1f3, 0xbdaaff7f9fffffff, 0xbdaaff7f9fffffff, 1880) \
	B(0x1f4, 0x69d0affdc006d40a, 0x69d0affdc006d40a, 1889) B(0x1f5, 0xfdb0feb997debf82, 0xfdb0feb997debf82, 1923) \
	B(0x1f6, 0x10c047f2aff46cb5, 0x10c047f2aff46cb5, 1945) B(0x1f7, 0xf5a96cb49861f36f, 0xf5a96cb49861f36f, 1977) \
	B(0x1f8, 0x9d019777175cf0ff, 0x9d019777175cf0ff, 2005) B(0x1f9, 0xcf611f9bbcbff97, 0xcf611f9bbcbff97, 2032) \
	B(0x1fa, 0xffffffffeea74aff, 0xffffffffeea74aff, 2056) B(0x1fb, ALL, ALL, 0) \
	B(0x1fc, 0xdfffffffffffffff, 0xdfffffffffffffff, 2066) B(0x1fd, 0xff5efff7ffffaeff, 0xff5efff7ffffaeff, 2067) \
	B(0x1fe, 0xffbffcd7fffff69f, 0xffbffcd7fffff69f, 2074) B(0x1ff, 0xf9fff7fffffbffff, 0xf9fff7fffffbffff, 2083) \
	B(0x200, 0xffffafffffffffff, 0xffffafffffffffff, 2087) B(0x201, 0x9d127fffbfbfffff, 0x9d127fffbfbfffff, 2089) \
	B(0x202, 0xffffffffffffffdf, 0xffffffffffffffdf, 2101) B(0x203, ALL, ALL, 0) \
	B(0x204, 0xfdfff7f7f7fffedf, 0xfdfff7f7f7fffedf, 2102) B(0x205, 0xfef7f7bdffbfbfff, 0xfef7f7bdffbfbfff, 2108) \
	B(0x206, 0x1ffffdfefbfffff7, 0x1ffffdfefbfffff7, 2115) B(0x207, 0xfbfffeda7aff5dff, 0xfbfffeda7aff5dff, 2122) \
	B(0x208, 0xffffffffffbff87f, 0xffffffffffbff87f, 2133) B(0x209, 0xff7df7affdffffff, 0xff7df7affdffffff, 2138) \
	B(0x20a, 0xf7ffffffffffffff, 0xf7ffffffffffffff, 2144) B(0x20b, 0xffffff7fffffffff, 0xffffff7fffffffff, 2145) \
	B(0x20c, 0xfffbffffffffffff, 0xfffbffffffffffff, 2146) B(0x20d, 0xfff7fffffffffbff, 0xfff7fffffffffbff, 2147) \
	B(0x20e, 0xffffff7bffbffbff, 0xffffff7bffbffbff, 2149) B(0x20f, 0xffff7ffffff7ffff, 0xffff7ffffff7ffff, 2153) \
	B(0x210, 0xffdfeffffffffb7f, 0xffdfeffffffffb7f, 2155) B(0x211, 0xff7f7faffffbfdff, 0xff7f7faffffbfdff, 2159) \
	B(0x212, 0xefffffffbfe6ffff, 0xefffffffbfe6ffff, 2165) B(0x213, 0xdfff3ffffffff7be, 0xdfff3ffffffff7be, 2170) \
	B(0x214, 0xffefdf97bfefffff, 0xffefdf97bfefffff, 2176) B(0x215, 0xff7fd9fbfed3bfbd, 0xff7fd9fbfed3bfbd, 2183) \
	B(0x216, 0xfbe7fdbf7eedeafe, 0xfbe7fdbf7eedeafe, 2195) B(0x217, 0xf92ffbdfdfff9fff, 0xf92ffbdfdfff9fff, 2208) \
	B(0x218, 0x7bffdffbbbfff32f, 0x7bffdffbbbfff32f, 2218) B(0x219, 0xffff7f7f67dfffbf, 0xffff7f7f67dfffbf, 2229) \
	B(0x21a, ALL, ALL, 0) B(0x21b, 0xf3ffffffffffffff, 0xf3ffffffffffffff, 2236) \
	B(0x21c, 0xffffffffffffffbf, 0xffffffffffffffbf, 2238) B(0x21d, 0xfefffebf7fdfffff, 0xfefffebf7fdfffff, 2239) \
	B(0x21e, 0x77ffbffbbfffffef, 0x77ffbffbbfffffef, 2244) B(0x21f, 0xf7bb6ff7ffffbeef, 0xf7bb6ff7ffffbeef, 2250) \
	B(0x220, 0xf7bdfe777fecdf9f, 0xf7bdfe777fecdf9f, 2259) B(0x221, 0xffffffffd3f7fbbf, 0xffffffffd3f7fbbf, 2272) \
	B(0x222, 0xffefffffbfffffff, 0xffefffffbfffffff, 2278) B(0x223, 0xdffffffdcfff7bff, 0xdffffffdcfff7bff, 2280) \
	B(0x224, 0xf6f3fffffeffef7f, 0xf6f3fffffeffef7f, 2286) B(0x225, 0xfffb6beedfbf7f7f, 0xfffb6beedfbf7f7f, 2293) \
	B(0x226, 0x5b7b6b9dfeb736ff, 0x5b7b6b9dfeb736ff, 2303) B(0x227, 0xfeaffffffffffffe, 0xfeaffffffffffffe, 2321) \
	B(0x228, 0xe3add9d35612aaf1, 0xe3add9d35612aaf1, 2325) B(0x229, 0x6fd085b0b60abfbd, 0x6fd085b0b60abfbd, 2354) \
	B(0x22a, 0x2dbaea84bad9cf0f, 0x2dbaea84bad9cf0f, 2383) B(0x22b, 0xaa3597298739556b, 0xaa3597298739556b, 2411) \
	B(0x22c, 0xbdf7c6fcd12ebbc8, 0xbdf7c6fcd12ebbc8, 2442) B(0x22d, 0x9e6e77ff68bf3ddd, 0x9e6e77ff68bf3ddd, 2466) \
	B(0x22e, 0xffffffffab93abfe, 0xffffffffab93abfe, 2485) B(0x22f, ALL, ALL, 0) \
	B(0x230, ALL, ALL, 0) B(0x231, 0xffbfefffffeebeff, 0xffbfefffffeebeff, 2496) \
	B(0x232, 0x422260781df7dfff, 0x422260781df7dfff, 2502) B(0x233, 0x82cec320a9d1fa40, 0x82cec320a9d1fa40, 2530) \
	B(0x234, 0xffffffffe726524f, 0xffffffffe726524f, 2567) B(0x235, 0xffffefffffffffff, 0xffffefffffffffff, 2582) \
	B(0x236, 0xfffbfefffddfffff, 0xfffbfefffddfffff, 2583) B(0x237, 0xeffffffdffffffff, 0xeffffffdffffffff, 2587) \
	B(0x238, 0xffeefffdfffeffff, 0xffeefffdfffeffff, 2589) B(0x239, 0xfbffff677fdfefff, 0xfbffff677fdfefff, 2593) \
	B(0x23a, 0xfffffb9dfbd1d1fb, 0xfffffb9dfbd1d1fb, 2600) B(0x23b, 0xa0fbf7ef77e9c3fe, 0xa0fbf7ef77e9c3fe, 2614) \
	B(0x23c, 0x36f7699f07c3f857, 0x36f7699f07c3f857, 2633) B(0x23d, 0xffffffe95fef9d8a, 0xffffffe95fef9d8a, 2659) \
	B(0x23e, 0xfffb1fbfffffffff, 0xfffb1fbfffffffff, 2673) B(0x23f, 0xffefffffffffffff, 0xffefffffffffffff, 2678) \
	B(0x240, 0xfff9fff7fddfffff, 0xfff9fff7fddfffff, 2679) B(0x241, 0xea7b7dfeadcfb3ff, 0xea7b7dfeadcfb3ff, 2684) \
	B(0x242, 0xfffffffffffe7b6d, 0xfffffffffffe7b6d, 2700) B(0x243, 0xffdfffff7fffffff, 0xffdfffff7fffffff, 2706) \
	B(0x244, 0xfbaadf7fffabfdbf, 0xfbaadf7fffabfdbf, 2708) B(0x245, 0xfffffffffffffe7f, 0xfffffffffffffe7f, 2720) \
	B(0x246, 0xeffde7ffafbffff7, 0xeffde7ffafbffff7, 2722) B(0x247, 0xf95ffd27dc42f7d4, 0xf95ffd27dc42f7d4, 2730) \
	B(0x248, 0x1866bf17bfc89ce4, 0x1866bf17bfc89ce4, 2753) B(0x249, 0x72bfcfabb35dd4de, 0x72bfcfabb35dd4de, 2782) \
	B(0x24a, 0xe571e096e2b5dfd6, 0xe571e096e2b5dfd6, 2804) B(0x24b, 0xeebc18875dfb6f55, 0xeebc18875dfb6f55, 2831) \
	B(0x24c, 0xfeb334b870da7e2d, 0xfeb334b870da7e2d, 2856) B(0x24d, 0xbb9eedcef2efd234, 0xbb9eedcef2efd234, 2883) \
	B(0x24e, 0x7ed2a931f22ffb6b, 0x7ed2a931f22ffb6b, 2906) B(0x24f, 0xdd5efee90e7cce77, 0xdd5efee90e7cce77, 2931) \
	B(0x250, 0x7a93b63edce2f7f7, 0x7a93b63edce2f7f7, 2953) B(0x251, 0xd78dfd6bfc9ebef, 0xd78dfd6bfc9ebef, 2975) \
	B(0x252, 0xfffffffffffffffd, 0xfffffffffffffffd, 2996) B(0x253, ALL, ALL, 0) \
	B(0x254, ALL, ALL, 0) B(0x255, 0xff7fffffffffffff, 0xff7fffffffffffff, 2997) \
	B(0x256, 0x5b9c451fee124b2, 0x5b9c451fee124b2, 2998) B(0x257, 0xffffffc8ae82c237, 0xffffffc8ae82c237, 3032) \
	B(0x258, 0xfffffeffffffffff, 0xfffffeffffffffff, 3054) B(0x259, 0xdef6fff79effffff, 0xdef6fff79effffff, 3055) \
	B(0x25a, 0xf6edfafff7dfb9ef, 0xf6edfafff7dfb9ef, 3063) B(0x25b, 0xf7fbfff3a5bff7ff, 0xf7fbfff3a5bff7ff, 3075) \
	B(0x25c, 0xdfffff7bfffdffff, 0xdfffff7bfffdffff, 3085) B(0x25d, 0xff7ffebfebfffeeb, 0xff7ffebfebfffeeb, 3089) \
	B(0x25e, 0xdfffffffdfff7ffe, 0xdfffffffdfff7ffe, 3097) B(0x25f, 0x77ffbfffadf7c5f5, 0x77ffbfffadf7c5f5, 3101) \
	B(0x260, 0xd46a9fadee702a11, 0xd46a9fadee702a11, 3114) B(0x261, 0xffe4675bb4e30fbf, 0xffe4675bb4e30fbf, 3145) \
	B(0x262, 0xe2b51effffffffff, 0xe2b51effffffffff, 3167) B(0x263, 0xfeb51d2f7fffeae, 0xfeb51d2f7fffeae, 3178) \
	B(0x264, 0xb15eefda29129c7, 0xb15eefda29129c7, 3198) B(0x265, 0xfffffffbaf79e0d5, 0xfffffffbaf79e0d5, 3229) \
	B(0x266, 0xfde58fffffffffff, 0xfde58fffffffffff, 3243) B(0x267, 0x7efcdff954c8fffd, 0x7efcdff954c8fffd, 3250) \
	B(0x268, 0xbe3e976ffdbf0fd9, 0xbe3e976ffdbf0fd9, 3268) B(0x269, 0xfffff38b735f4bc0, 0xfffff38b735f4bc0, 3287) \
	B(0x26a, 0xffff7fffffffffff, 0xffff7fffffffffff, 3308) B(0x26b, 0xffffbfffff8b7fff, 0xffffbfffff8b7fff, 3309) \
	B(0x26c, 0xfffd9c5bfbffdfbe, 0xfffd9c5bfbffdfbe, 3315) B(0x26d, 0xfb6f7efbf2ffbfff, 0xfb6f7efbf2ffbfff, 3327) \
	B(0x26e, 0xfbb793bf8bf093f5, 0xfbb793bf8bf093f5, 3337) B(0x26f, 0x5f6ef269d78bf97c, 0x5f6ef269d78bf97c, 3359) \
	B(0x270, 0xa1519cd66ff25cf1, 0xa1519cd66ff25cf1, 3382) B(0x271, 0xfa7f5e665e2bfcdb, 0xfa7f5e665e2bfcdb, 3411) \
	B(0x272, ALL, ALL, 0) B(0x273, 0xbfa3ed5fffffffff, 0xbfa3ed5fffffffff, 3432) \
	B(0x274, 0x776e7eb717dbfd3f, 0x776e7eb717dbfd3f, 3441) B(0x275, 0xbf7b2bfccff0fff1, 0xbf7b2bfccff0fff1, 3459) \
	B(0x276, 0xe1eb69ddfab7f96f, 0xe1eb69ddfab7f96f, 3477) B(0x277, 0x58f3779ff937fae8, 0x58f3779ff937fae8, 3497) \
	B(0x278, 0xffffffff92df6f7b, 0xffffffff92df6f7b, 3519) B(0x279, 0xc9dfffffffffffff, 0xc9dfffffffffffff, 3529) \
	B(0x27a, 0xefdf7dcfff7fffff, 0xefdf7dcfff7fffff, 3534) B(0x27b, 0x5f2bfeffbfffeff7, 0x5f2bfeffbfffeff7, 3541) \
	B(0x27c, 0xffefffffffdffc7f, 0xffefffffffdffc7f, 3551) B(0x27d, 0xff3be9346d4b33ff, 0xff3be9346d4b33ff, 3556) \
	B(0x27e, 0xffffffffefce9fff, 0xffffffffefce9fff, 3578) B(0x27f, ALL, ALL, 0) \
	B(0x380, ALL, ALL, 0) B(0x381, ALL, ALL, 0) \
	B(0x382, ALL, ALL, 0) B(0x383, ALL, ALL, 0) \
	B(0x384, ALL, ALL, 0) B(0x385, ALL, ALL, 0) \
	B(0x386, ALL, ALL, 0) B(0x387, ALL, ALL, 0) \
	B(0x388, ALL, ALL, 0) B(0x389, ALL, ALL, 0) \
	B(0x38a, ALL, ALL, 0) B(0x38b, ALL, ALL, 0) \
	B(0x38c, ALL, ALL, 0) B(0x38d, ALL, ALL, 0) \
	B(0x38e, ALL, ALL, 0) B(0x38f, ALL, ALL, 0) \
	B(0x390, ALL, ALL, 0) B(0x391, ALL, ALL, 0) \
	B(0x392, ALL, ALL, 0) B(0x393, ALL, ALL, 0) \
	B(0x394, ALL, ALL, 0) B(0x395, ALL, ALL, 0) \
	B(0x396, ALL, ALL, 0) B(0x397, ALL, ALL, 0) \
	B(0x398, ALL, ALL, 0) B(0x399, ALL, ALL, 0) \
	B(0x39a, ALL, ALL, 0) B(0x39b, ALL, ALL, 0) \
	B(0x39c, ALL, ALL, 0) B(0x39d, ALL, ALL, 0) \
	B(0x39e, ALL, ALL, 0) B(0x39f, ALL, ALL, 0) \
	B(0x3a0, ALL, ALL, 0) B(0x3a1, ALL, ALL, 0) \
	B(0x3a2, ALL, ALL, 0) B(0x3a3, ALL, ALL, 0) \
	B(0x3a4, ALL, ALL, 0) B(0x3a5, ALL, ALL, 0) \
	B(0x3a6, ALL, ALL, 0) B(0x3a7, ALL, ALL, 0) \
	B(0x3a8, ALL, ALL, 0) B(0x3a9, ALL, ALL, 0) \
	B(0x3aa, ALL, ALL, 0) B(0x3ab, ALL, ALL, 0) \
	B(0x3ac, ALL, ALL, 0) B(0x3ad, ALL, ALL, 0) \
	B(0x3ae, ALL, ALL, 0) B(0x3af, ALL, ALL, 0) \
	B(0x3b0, ALL, ALL, 0) B(0x3b1, ALL, ALL, 0) \
	B(0x3b2, ALL, ALL, 0) B(0x3b3, ALL, ALL, 0) \
	B(0x3b4, ALL, ALL, 0) B(0x3b5, ALL, ALL, 0) \
	B(0x3b6, ALL, ALL, 0) B(0x3b7, ALL, ALL, 0) \
	B(0x3b8, ALL, ALL, 0) B(0x3b9, ALL, ALL, 0) \
	B(0x3ba, ALL, ALL, 0) B(0x3bb, ALL, ALL, 0) \
	B(0x3bc, ALL, ALL, 0) B(0x3bd, ALL, ALL, 0) \
	B(0x3be, ALL, ALL, 0) B(0x3bf, ALL, ALL, 0) \
	B(0x3c0, ALL, ALL, 0) B(0x3c1, ALL, ALL, 0) \
	B(0x3c2, ALL, ALL, 0) B(0x3c3, ALL, ALL, 0) \
	B(0x3c4, ALL, ALL, 0) B(0x3c5, ALL, ALL, 0) \
	B(0x3c6, ALL, ALL, 0) B(0x3c7, ALL, ALL, 0) \
	B(0x3c8, ALL, ALL, 0) B(0x3c9, ALL, ALL, 0) \
	B(0x3ca, ALL, ALL, 0) B(0x3cb, ALL, ALL, 0) \
	B(0x3cc, ALL, ALL, 0) B(0x3cd, ALL, ALL, 0) \
	B(0x3ce, ALL, ALL, 0) B(0x3cf, ALL, ALL, 0) \
	B(0x3d0, ALL, ALL, 0) B(0x3d1, ALL, ALL, 0) \
	B(0x3d2, ALL, ALL, 0) B(0x3d3, ALL, ALL, 0) \
	B(0x3d4, ALL, ALL, 0) B(0x3d5, ALL, ALL, 0) \
	B(0x3d6, ALL, ALL, 0) B(0x3d7, ALL, ALL, 0) \
	B(0x3d8, ALL, ALL, 0) B(0x3d9, ALL, ALL, 0) \
	B(0x3da, ALL, ALL, 0) B(0x3db, ALL, ALL, 0) \
	B(0x3dc, ALL, ALL, 0) B(0x3dd, ALL, ALL, 0) \
	B(0x3de, ALL, ALL, 0) B(0x3df, ALL, ALL, 0) \
	B(0x3e0, ALL, ALL, 0) B(0x3e1, ALL, ALL, 0) \
	B(0x3e2, ALL, ALL, 0) B(0x3e3, ALL, ALL, 0) \
	B(0x3e4, 0x0, 0x0, 3584) B(0x3e5, 0x0, 0x0, 3648) \
	B(0x3e6, 0x0, 0x0, 3712) B(0x3e7, 0x0, 0x0, 3776) \
	B(0x3e8, 0x39a801ac000, 0x39a801ac000, 3840) B(0x3e9, 0x0, 0x0, 3892) \
	B(0x3ea, 0x0, 0x0, 3956) B(0x3eb, 0x0, 0x0, 4020) \
	B(0x3f8, 0xffff, 0xffff, 4084) B(0x3f9, 0xffdf0f7ffff7fe60, 0x8000000000060, 4132) \
	B(0x3fa, ALL, 0x0, 0) B(0x3fb, 0x1fffffffffffffff, 0x0, 4146) \
	B(0x3fc, 0x0, 0x0, 4149) B(0x3fd, 0xffffffff80000000, 0x0, 4213) \
	B(0x3fe, 0x7fffffffffffffff, 0x0, 4244) B(0x3ff, 0x3e007f7f1cfcfcfc, 0x3e00000000000000, 4245) \


#define TEXT(block, text, key, first) [block] = text,
#define KEY(block, text, key, first) [block] = key,
#define FIRST(block, text, key, first) [block] = first,

const uint64_t canon_clean[CANON_USES][CANON_BLOCKS] = { { BLOCK_LIST(TEXT) }, { BLOCK_LIST(KEY) } };
const uint16_t canon_first[CANON_BLOCKS] = { BLOCK_LIST(FIRST) };

const char16_t canon_value[] =
	u"\000\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040"
	u"\040\040\040\040\040\040\040\040\040\040\040\050\051\054\072\073\040\040\040\040\040\040\040"
	u"\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040"
	u"\040\040\040\040\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\u02b9\000\000\073\000\000\000\000\u00b7\000\000\000\000\000\000\000\000\000\040\000\000\000"
	u"\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\040\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\u03a9\113\000\000\000\000\000\u3008\u3009\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000厂乛乚乙亻冂\001刀刂卜㔾小小兀尣尢\001巳幺彑彐忄心扌攵\000旡日月歺母民氵氺灬爫爫丬牛"
	u"犭王\001目示礻\001纟纟罓罒㓁冗\001羊\001\001耂肀聿肉\001艹艹艹虎衤覀西见角\001讠贝\001车辶辶"
	u"辶邑钅长镸长门\001阝雨青韦页风飞食\001饣饣\001马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟\000\000\000"
	u"\000\000\000\000\000\000\000\000\000一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶"
	u"又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月"
	u"木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
	u"缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾见角言谷豆豕豸贝赤走足身车辛辰辵邑酉釆里"
	u"金长门阜隶隹雨靑非面革韦韭音页风飞食首香马骨高髟斗鬯鬲鬼鱼鸟卤鹿麦麻黄黍黑黹黾鼎鼓鼠鼻齐齿龙"
	u"龟龠\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\040\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000㟆㨫䌶䌺䌾䞍扬䯅鲃䲝鳚咬"
	u"丢并乱亘亚伫布占并来仑侣局俣系伣侠私伥俩俫仓个们幸仿伦伟侧侦伪杰伧伞备家佣偬传伛债伤倾偻仅戮"
	u"佥侨仆伪侥偾雇价仪侬亿侩俭傧俦侪尽偿优储俪㑩傩傥俨凶兑儿兖内两册幂净冻凛凯别删刭则克刹刬刚剥"
	u"剐剀创铲划剧刘刽刿剑㓥剂㔉劲动勖务勋胜劳势勚劢勋励劝匀匦汇匮区协恤却厍厕厌厉厣参叁丛吣吴呐吕"
	u"啕呙员呗吣念问启哑启唡㖞唤亮丧吃乔单哟呛啬唝吗呜唢哔叹喽呕啧尝唛哗唠啸叽哓呒啴嘘㖊咝哒哝哕嗳"
	u"哙喷吨当咛吓哜尝噜啮咽呖咙向亸喾严嘤啭嗫嚣冁呓啰禧嘱啮囱囵国围园圆图团埯垭采执坚垩垴埚尧报场"
	u"块茔垲埘涂冢坞埙尘堑垫坠堕坟墙垦坛垱埙压垒圹垆坛坏垄垅坜坝壮壶壸寿够梦夹奂奥奁夺奖奋姹妆姗奸"
	u"侄娱娄妇娅娲妫媪妈袅妪妩娴婳妫娆婵娇嫱袅嫒嬷嫔婴婶娘娈孙学孪宫寝实宁审写宽宠宝克将专寻对导尴"
	u"届尸屃屉屡层屦属冈岘岛峡崃昆岗仑峥岽岚嵝崭岖嵚崂峤峣峄崄岙嵘岭屿岿峦巅岩巯帅师帐带帧帏帼帻帜"
	u"币帮帱干几库厕厢厩厦厨厮庙厂庑废广廪庐厅回弑吊弪张强别弹弥弯汇彝彦佛径从徕复彷彻恒耻悦悮德怅"
	u"闷凄恶恼恽恻爱惬悫怆恺忾栗殷态愠惨惭恸惯悫怄怂虑悭庆戚欲忧惫怜凭愦惮愤悯怃宪忆勤恳应怿懔蒙怼"
	u"懑恹忧惩懒怀悬忏惧慑恋戆戋戗戬战戯戏户抛捝挟舍扪卷扫抡挜挣挂采拣扬换挥构损摇捣捶扇拓揾抢榨捂"
	u"掴掼搂挚抠抟掺捞挦撑挠捻㧑挢掸掸拨抚扑揿挞挝捡拥掳择击挡㧟担据挤捣拟摈拧搁掷扩撷摆擞撸扰摅撵"
	u"拢拦撄搀撺携摄攒挛摊搅揽败叙敌数敛毙斓斩断升时晋昼晕晖旸畅暂昵晔历昙晓向暧旷昽晒书会胧东丫栅"
	u"杆栀枧条枭棁弃枨枣栋栈栖梾桠杨枫桢业极谷杩荣榅桤构枪杠橐梿椠椁桨桩乐枞梁楼标枢样朴树桦桡桥机"
	u"椭横檩柽档桧楫槚检樯梼台槟柠槛柜橹榈栉椟橼栎橱槠栌枥橥榇蘖栊榉棂樱栏权椤栾榄棂款钦叹欧敛欤欢"
	u"岁历归殁残殒殇㱮殚殓殡㱩歼杀壳毁殴球毵牦毡氇气氢氩氲凼泛泛污决冱没冲况泄汹浃泾凉凄泪渌净沦渊"
	u"涞浅涣减涡测浑凑浈涌汤沩准沟温湿沧灭涤荥沪滞渗卤浒浐滚满渔沤汉涟渍涨溆渐浆颍泼洁沩潜润浔溃滗"
	u"涠涩浇涝涧渑泽滪泶浍淀浊浓湿泞济涛滥浚潍滨溅泺滤滢渎㲿泻沈浏濒泸沥潇潆潴泷濑弥潋澜沣滠洒漓滩"
	u"灏漤湾滦滟灾为乌烃无炼炜烟茕焕烦炀㶽煴荧炝热颎炽烨焰灯炖磷烧烫焖营灿毁烛烩㶶熏烬焘耀烁炉烂争"
	u"为爷尔床墙笺牍牵荦犊牺状狭狈狰犹狲犸呆狱狮奖独狯猃狝狞㺍获猎犷兽獭献猕猡现珐珲玮玚琐瑶莹玛琅"
	u"玱琏玑瑷珰环玺琼珑璎瓒瓯瓮产产亩毕画异当畴叠佝痉酸疴痖疯疡痪瘗疮疟瘆疭瘘瘘疗痨痫瘅愈疠瘪痴痒"
	u"疖症疬癞癣瘿瘾痈瘫癫发皂皑疱皲皱杯盗盏尽监盘卢荡真眦众困睁睐睾眯眍䁖瞒了瞆睑眬瞩矫炮研硁硖砗"
	u"砚硕砀砜确码硙砖碜碛矶硗硷础碍礴矿砺砾矾炮砻秘禄祸祯祎祃御禅礼祢祷秃籼税秆䅉棱禀种称谷稣积颖"
	u"秾穑秽稳获稆窝洼穷窑窎窭窥窜窍窦灶窃竖竞笔笋笕䇲个笺篪筝节范筑箧筼笃筛筚箦筘篓箪简篑箫檐筜签"
	u"帘篮筹藤箓箨籁笼签笾簖篱箩吁妆粤糁粪粮团粝籴粜纟纠纪纣约红纡纥纨纫纹纳纽纾纯纰纼纱纮纸级纷纭"
	u"纴纺䌷扎细绂绁绅纻绍绀绋绐绌终弦组䌹绊绗结绝绦绔绞络绚给绒绖统丝绛绝绢绑绡绠绨绣绤绥䌼捆经综"
	u"缍绿绸绻线绶维绹绾纲网绷缀彩纶绺绮绽绰绫绵绲缁紧绯绿绪绬绱缃缄缂线缉缎缔缗缘缌编缓缅纬缑缈练"
	u"缏缇致萦缙缢缒绉缣缊缞缚缜缟缛县绦缝缡缩纵缧䌸纤缦絷缕缥总绩绷缫缪缯织缮缭绕绣缋绳绘系茧缰缳"
	u"缲缴䍁绎继缤缱䍀缬纩续累缠缨才纤缵缆钵坛罂坛挂罚骂罢罗罴羁芈群羟羡义膻习玩翘翱耧耢圣闻联聪声"
	u"耸聩聂职聍听聋肃胁脉胫唇脱胀肾胨脶脑肿脚肠腽肤胶腻胆脍脓脸脐膑腊胪脏脔臜卧临台与兴举旧铺舱舣"
	u"舰舻艰艳刍苎兹荆豆庄茎荚苋果华苌莱万莴叶荭荮苇药荤搜莼莳莅苍荪席盖莲苁荜卜蒌蒋葱茑荫麻荨蒇荞"
	u"荬芸莸荛蒉荡芜萧蓣蕰荟蓟芗姜蔷荙莶荐萨䓕苎荠蓝荩艺药薮蕴苈薯蔼蔺蕲芦苏蕴苹藓蔹茏兰蓠萝蔂处虚"
	u"虏号亏虬蛱蜕蚬蚀猬虾虱蜗蛳蚂萤䗖蝼螀蛰蝈螨虮蝉蛲虫蛏蚁蝇虿蝎蛴蝾蚝蜡蛎蠹蟏蛊蚕蛮众蔑术胡卫冲"
	u"衮绔袅里补装里制复裈袆裤裢褛亵裥袯袄裣裆褴袜䙓衬袭核见觃规觅视觇觋觍觎亲觊觏觐觑觉览觌观觞觯"
	u"触讠订讣计讯讧讨讦讱训讪讫托记讹讶讼䜣诀讷讻访设许诉诃诊注证诂诋讵诈诒诏评诐诇诎诅词咏诩询诣"
	u"试诗诧诟诡诠诘话该详诜诙诖诔诛诓夸志认诳诶诞诱诮语诚诫诬误诰诵诲说说谁课谇诽谊訚调谄谆谈诿请"
	u"诤诹诼谅论谂谀谍谞谝谥诨谔谛谐谏谕谘讳谙谌讽诸谚谖诺谋谒谓誊诌谎谜谧谑谡谤谦谥讲谢谣谣谟谪谬"
	u"谫讴谨谩哗䜧证谲讥谮识谯谭谱噪谵译议谴护诪誉谫读变䜩雠谗让谰谶赞谠谳岂竖丰艳猪豮狸猫䝙贝贞贠"
	u"负财贡贫货贩贪贯责贮贳赀贰贵贬买贷贶费贴贻贸贺贲赂赁贿赅资贾贼赈赊宾赇赒赉赐赏赔赓贤卖贱赋赕"
	u"质赍账赌䞐赖赗剩赚赙购赛赜贽赘赟赠赞赝赡赢赆赃赑赎赝赣赃赪赶赵趋趱迹局践蜷逾踊跄跸迹蹒踪糟跷"
	u"跶趸踌跻跃踯跞踬蹰跹蹑蹿躜躏躯车轧轨军轪轩轫轭软轷轸轱轴轵轺轲轶轼较辂辁辀载轾辄挽辅轻辆辎辉"
	u"辋辍辊辇辈轮辌辑辏输辐辗舆辒毂辖辕辘转辙轿辚舆轰辔轹轳办辞辫辩农回迳这连周进游运过达违遥逊递"
	u"远适遁迟迁选遗辽迈还迩边逻逦郏邮郓乡邹邬郧邓郑邻郸邺郐邝酂郦腌酝丑酝医酱酦宴酿衅酾酽释厘钅钆"
	u"钇钌钊钉钋针钓钐扣钏钒钗钍钕钎钯钫钘钭钚钠钝钩钤钣钑钞钮钧钙钬钛钪铌铈钶铃钴钹铍钰钸铀钿钾钜"
	u"铊铉铇铋铂钷钳铆铅钺钵钩钲钼钽铏铰铒铬铪银铳铜铚铣铨铢铭铫铦衔铑铷铱铟铵铥铕铯铐铞焊锐销锈锑"
	u"锉铝锒锌钡铤铗锋铻锊锓铘锄锃锔锇铓铺锐铖锆锂铽锍锯钢锞录锖锫锩铔锥锕锟锤锱铮锛锬锭锜钱锦锚锠"
	u"锡锢错录锰表铼锝锨锪钔锴锳炼锅镀锷铡钖锻锽锸锲锘锹锾键锶锗钟镁锿镅镑镕锁枪镉锤镈镃钨蓥镏铠铩"
	u"锼镐镇镒镋镍镓镌镎镞镟链镆镙镠镝铿锵镗镘镛铲镜镖镂錾镚铧镤镪锈铙铴镣铹镦镡钟镫镢镨锎锏镄镌镰"
	u"镯镭铁镮铎铛镱铸镬镔鉴鉴镲锧镴铄镳镥镧钥镵镶镊镩锣钻銮凿䦆长门闩闪闫闬闭开闶闳闰闲闲间闵闸阂"
	u"关阁阀哄闺闽阃阆闾阅阅阊阉阎阏阍阈阌阒板暗闱阔阕阑阇阗阘闿阖阙闯斗关阚阓阐辟阛闼厄陉陕升阵阴"
	u"陈陆阳堤陧队阶陨际随险隐陇隶只隽虽双雏杂鸡离难云电沾霡雾霁雳霭灵靓静腼靥纼鼗巩绱鞒缰鞑鞯韦韧"
	u"韨韩韪韬韫韭韵响页顶顷项顺顸须顼颂颀颃预顽颁顿颇领颌颉颐颏头颒颊颋颕颔颈颓频颓颗题额颚颜颙颛"
	u"颜愿颡颠类颟颢顾颤颥显颦颅颞颧风飐飑飒台刮飓飔飏飖飕飗飘飙飚飞饣饥饤饦饨饪饫饬饭饮饴饲饱饰饳"
	u"饺饸饼饷养饵饹饻饽馁饿馂饾余肴馄馃饯馅馆糊糇饧喂馉馇馎饩馈馏馊馌馍馒馐馑馓馈馔饥饶飨餍馋馕马"
	u"驭冯驮驰驯驲驳驻驽驹驵驾骀驸驶驼驷骂骈骇骃骆骎骏骋骍骓骔骒骑骐骛骗骙䯄骞骘骝腾驺骚骟骡蓦骜骖"
	u"骠骢驱骅骕骁骣骄验惊驿骤驴骧骥骦骊骉肮髅脏体髌髋发剃松胡须鬓斗闹哄阋斗阄郁魉魇鱼鱽鱾鲀鲁鲂鱿"
	u"鲄鲅鲆鲌鲉鲏鲇鲐鲍鲋鲊鲒鲘鲞鲕鲖鲔鲛鲑鲜鲓鲪鲝鲧鲠鲩鲤鲨鲬鲻鲯鲭鲷鲴鲱鲵鲲鲳鲸鲮鲰鲶鲺鳀鲫鳊"
	u"鳈鲗鳂鲽鳇鳅鲾鳄鳆鳃鳒鳑鳋鲥鳏鳎鳐鳍鳁鲢鳌鳓鳘鲦鲣鲹鳗鳛鳔鳉鳙鳕鳖鳟鳝鳜鳞鲟鲼鲎鲙鳣鳡鳢鲿鲚"
	u"鳠鳄鲈鲡鸟凫鸠凫鸤凤鸣鸢䴓鸩鸨鸦鸰鸵鸳鸲鸮鸱鸪鸯鸭鸸鸹鸻䴕鸿鸽䴔鸺鸼鹀鹃鹆鹁鹈鹅鹄鹉鹌鹏鹐鹎"
	u"鹊鹓鹍䴖鸫鹑鹒鹋鹙鹕鹗鹖鹛鹜䴗鸧莺鹟鹤鹠鹡鹘鹣鹚鹢鹞鸡䴘鹝鹧鹥鸥鸷鹨鸶鹪鹔鹩鹫鹇鹬鹰鹭鸴䴙㶉"
	u"鹯鹱鹲鸬鹴鹦鹳鹂鸾卤咸鹾碱盐丽粗麦麸曲面么黄黉点党黪霉黡黩黾鼋鳌鳖鼍冬鼹齐斋赍齑齿龀龁龂龅龇"
	u"龃龆龄出龈啮咬龊龉龋腭龌龙厐庞龚龛龟岂更车贾滑串句龟龟契金喇奈懒癞罗萝螺裸逻乐洛烙珞落酪骆乱"
	u"卵栏烂兰鸾岚滥蓝褴拉腊蜡廊朗浪狼郎来冷劳掳橹炉卢老芦虏路露鲁鹭碌禄绿菉录鹿论垄弄笼聋牢磊赂雷"
	u"垒屡楼泪漏累缕陋勒肋凛凌棱绫菱陵读拏乐诺丹宁怒率异北磻便复不泌数索参塞省叶说杀辰沈拾若掠略亮"
	u"两凉梁粮良谅量励吕女庐旅滤砺闾骊丽黎力历历轹年怜恋捻涟炼琏秊练联辇莲连炼列劣咽烈裂说廉念捻殓"
	u"帘猎令囹宁岭怜玲莹羚聆铃零灵领例礼醴隶恶了僚寮尿料乐燎疗蓼辽龙晕阮刘杻柳流溜琉留硫纽类六戮陆"
	u"伦仑沦轮律栗栗率隆利吏履易李梨泥理痢罹里里里离匿溺吝磷璘蔺隣鳞麟林淋临立笠粒状炙识什茶刺切度"
	u"拓糖宅洞暴辐行降见廓兀嗀冢晴凞猪益礼神祥福靖精羽蘒诸逸都饭饲馆鹤郞隷侮僧免勉勤卑喝叹器塀墨层"
	u"屮悔慨憎惩敏既暑梅海渚汉煮爫琢碑社祉祈祐祖祝祸祯谷突节练缙繁署者臭艹艹著褐视谒谨宾赠辶逸难响"
	u"频恵\001舘\000\000并况全侀充冀勇勺喝啕喙嗢冢坟奄奔婢嬨廒廙彩徭惘慎愈憎慠惩戴揄搜摒敖晴朗望杖"
	u"歹杀流滛滋汉瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱节类绦练缾者荒华蝹襁覆视调诸请谒诺谕谨变赠输"
	u"迟醙铏陼难靖韛响頋频鬒龟\001\001\001㮝䀘䀹\001\001\001齃厐\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\054\u3001\u3002\072\073\041\077\u3016\u3017\u2026\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\u2025\u2014\u2013\137\137"
	u"\050\051\173\175\u3014\u3015\u3010\u3011\u300a\u300b\u3008\u3009\u300c\u300d\u300e\u300f\133"
	u"\135\000\000\000\000\000\000\000\000\000\040\000\041\042\043\044\045\046\047\050\051\052\053"
	u"\054\055\056\057\060\061\062\063\064\065\066\067\070\071\072\073\074\075\076\077\100\101\102"
	u"\103\104\105\106\107\110\111\112\113\114\115\116\117\120\121\122\123\124\125\126\127\130\131"
	u"\132\133\134\135\136\137\140\141\142\143\144\145\146\147\150\151\152\153\154\155\156\157\160"
	u"\161\162\163\164\165\166\167\170\171\172\173\174\175\176\000\000\000\000\000\000\000\000\000"
	u"\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000";

const struct canon_wide canon_wide[] = {
	{ 0x2e87, 0x20628 }, { 0x2e91, 0x21bc2 }, { 0x2eaa, 0x24d14 }, { 0x2eae, 0x25ad7 }, { 0x2eb5, 0x2626b },
	{ 0x2eb7, 0x2634c }, { 0x2eb8, 0x2634b }, { 0x2ebd, 0x26951 }, { 0x2ec7, 0x278b2 }, { 0x2eca, 0x27fb7 },
	{ 0x2ed5, 0x28e0f }, { 0x2ede, 0x2967f }, { 0x2ee1, 0x29810 }, { 0xfa6c, 0x242ee }, { 0xfacf, 0x2284a },
	{ 0xfad0, 0x22844 }, { 0xfad1, 0x233d5 }, { 0xfad5, 0x25249 }, { 0xfad6, 0x25cd0 }, { 0xfad7, 0x27ed3 },
};
const unsigned canon_wides = sizeof canon_wide / sizeof *canon_wide;
/* clang-format on */
