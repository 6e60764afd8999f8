#include "html_tag.h"

/* X(name, kind), in order of name; no two begin with the same eight bytes. */
#define TAG_LIST(X) \
	X("address", BLOCK) X("article", BLOCK) X("aside", BLOCK) X("blockquote", BLOCK) X("body", BLOCK) \
	X("br", BLOCK) X("caption", CAPTION) X("center", BLOCK) X("dd", BLOCK) X("details", BLOCK) X("dialog", BLOCK) \
	X("dir", BLOCK) X("div", BLOCK) X("dl", BLOCK) X("dt", BLOCK) X("fieldset", BLOCK) X("figcaption", BLOCK) \
	X("figure", BLOCK) X("footer", BLOCK) X("form", BLOCK) X("h1", BLOCK) X("h2", BLOCK) X("h3", BLOCK) \
	X("h4", BLOCK) X("h5", BLOCK) X("h6", BLOCK) X("head", BLOCK) X("header", BLOCK) X("hr", BLOCK) \
	X("html", BLOCK) X("legend", BLOCK) X("li", BLOCK) X("main", BLOCK) X("menu", BLOCK) X("nav", BLOCK) \
	X("ol", BLOCK) X("option", BLOCK) X("p", BLOCK) X("pre", PRE) X("section", BLOCK) X("select", BLOCK) \
	X("summary", BLOCK) X("table", TABLE) X("tbody", TBODY) X("td", TD) X("textarea", PRE) X("tfoot", TFOOT) \
	X("th", TH) X("thead", THEAD) X("title", BLOCK) X("tr", TR) X("ul", BLOCK)

enum { NAME_MOST = 10 };

#define MEANS_BLOCK { TAG_BLOCK, ELEMENT_NONE }
#define MEANS_PRE { TAG_PRE, ELEMENT_NONE }
#define MEANS_CAPTION { TAG_TABLE, ELEMENT_CAPTION }
#define MEANS_TABLE { TAG_TABLE, ELEMENT_TABLE }
#define MEANS_TBODY { TAG_TABLE, ELEMENT_TBODY }
#define MEANS_TD { TAG_TABLE, ELEMENT_TD }
#define MEANS_TFOOT { TAG_TABLE, ELEMENT_TFOOT }
#define MEANS_TH { TAG_TABLE, ELEMENT_TH }
#define MEANS_THEAD { TAG_TABLE, ELEMENT_THEAD }
#define MEANS_TR { TAG_TABLE, ELEMENT_TR }

static const struct tag_info {
	char name[NAME_MOST + 1]; /* filled up with NUL */
	struct tag_meaning meaning;
} tags[] = {
#define X(name, kind) { name, MEANS_##kind },
	TAG_LIST(X)
#undef X
};

/* Eight bytes as a number that is ordered as they are: no call for each step of the search. */
static inline uint64_t key_of(const char *p)
{
	uint64_t key;

	memcpy(&key, p, sizeof key);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	key = __builtin_bswap64(key);
#endif
	return key;
}

struct tag_meaning tag_meaning_of(struct str name)
{
	static const struct tag_meaning none = { TAG_INLINE, ELEMENT_NONE };
	char padded[NAME_MOST + 1] = "";
	size_t low = 0, high = sizeof tags / sizeof *tags;
	uint64_t key;

	if (name.n == 0 || name.n > NAME_MOST)
		return none;
	for (size_t i = 0; i < name.n; i++)
		padded[i] = name.p[i];
	key = key_of(padded);
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (key < key_of(tags[middle].name))
			high = middle;
		else
			low = middle;
	}
	return memcmp(padded, tags[low].name, sizeof padded) == 0 ? tags[low].meaning : none;
}
