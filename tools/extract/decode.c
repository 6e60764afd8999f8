#include "decode.h"
#include "../../common/library.h"
#include "../../common/msg.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

/* X(field, ICU function): the whole of ICU that this tool uses, looked up when it is needed. */
#define ICU_LIST(X) \
	X(open, ucnv_open) \
	X(close, ucnv_close) \
	X(next, ucnv_getNextUChar) \
	X(reset, ucnv_resetToUnicode) \
	X(least, ucnv_getMinCharSize) \
	X(type, ucnv_getType) \
	X(standard_name, ucnv_getStandardName) \
	X(own_name, ucnv_getName) \
	X(set_callback, ucnv_setToUCallBack) \
	X(detector_open, ucsdet_open) \
	X(detector_close, ucsdet_close) \
	X(detector_text, ucsdet_setText) \
	X(detector_filter, ucsdet_enableInputFilter) \
	X(detect, ucsdet_detectAll) \
	X(match_name, ucsdet_getName) \
	X(match_confidence, ucsdet_getConfidence) \
	X(stop, UCNV_TO_U_CALLBACK_STOP)

struct icu {
#define X(field, function) __typeof__(&function) field;
	ICU_LIST(X)
#undef X
};

struct decoder {
	struct icu icu;
	UConverter *converter;
	const char *name;
	bool ascii[128]; /* bytes that are themselves: no need to ask ICU */
};

/* The library stays loaded once it was needed: asking again is only a look-up. */
static bool icu_load(struct icu *icu)
{
#define X(field, function) LIBRARY_NAME(function),
	static const char *const names[] = { ICU_LIST(X) };
#undef X
	const char *why = library_load("libicui18n.so." U_ICU_VERSION_SHORT, names, sizeof names / sizeof *names, icu);

	if (why)
		msg_tell(MSG_ENCODING_LIBRARY, why);
	return !why;
}

static uint32_t icu_next(struct decoder *d, const char **p, const char *end, UErrorCode *status)
{
	UChar32 c;

	*status = U_ZERO_ERROR;
	c = d->icu.next(d->converter, p, end, status);
	if (U_FAILURE(*status))
		d->icu.reset(d->converter);
	return (uint32_t)c;
}

/* One-byte ASCII, no shift states: so that lines can be parted before they are decoded. */
static bool icu_is_fit(struct decoder *d)
{
	UConverterType type = d->icu.type(d->converter);
	UErrorCode status;

	if (d->icu.least(d->converter) != 1 || (type != UCNV_MBCS && type != UCNV_SBCS && type != UCNV_LATIN_1 && type != UCNV_US_ASCII))
		return false;
	for (unsigned i = 1; i < 128; i++) {
		char byte = (char)i;
		const char *p = &byte;
		d->ascii[i] = icu_next(d, &p, p + 1, &status) == i && U_SUCCESS(status);
	}
	return d->ascii['\n'] && d->ascii['\r'] && d->ascii['\f'];
}

struct decoder *decoder_new(const char *name)
{
	struct decoder *d = mem_zero(1, sizeof *d);
	UErrorCode status = U_ZERO_ERROR;

	if (icu_load(&d->icu) && (d->converter = d->icu.open(name, &status)) != NULL && U_SUCCESS(status)) {
		d->icu.set_callback(d->converter, d->icu.stop, NULL, NULL, NULL, &status);
		d->name = d->icu.standard_name(name, "IANA", &status);
		if (!d->name || U_FAILURE(status)) {
			status = U_ZERO_ERROR;
			d->name = d->icu.own_name(d->converter, &status);
		}
		if (icu_is_fit(d))
			return d;
	}
	decoder_free(d);
	return NULL;
}

const char *decoder_name(const struct decoder *d) { return d->name; }

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	if (d->converter)
		d->icu.close(d->converter);
	mem_free(d);
}

size_t decoder_step(struct decoder *d, struct str raw, size_t at, uint32_t *c, bool *broken)
{
	const char *p = raw.p + at;
	UErrorCode status;
	size_t n;

	if ((unsigned char)*p < 128 && d->ascii[(unsigned char)*p]) {
		*c = (unsigned char)*p;
		return 1;
	}
	*c = icu_next(d, &p, raw.p + raw.n, &status);
	n = (size_t)(p - (raw.p + at));
	if (U_FAILURE(status) || *c == 0 || n == 0) {
		*c = 0xfffd;
		*broken = true;
	}
	return n ? n : 1;
}

static size_t take_matches(const struct icu *icu, const UCharsetMatch **match, int32_t found, struct guess *guess, size_t most)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t n = 0;

	for (int32_t i = 0; i < found && n < most; i++) {
		guess[n].name = icu->match_name(match[i], &status);
		guess[n].confidence = icu->match_confidence(match[i], &status);
		n += U_SUCCESS(status) && guess[n].name;
	}
	return n;
}

size_t decode_guess(struct str peek, bool markup, struct guess *guess, size_t most)
{
	struct icu icu;
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector;
	const UCharsetMatch **match;
	int32_t found = 0;
	size_t n = 0;

	if (!icu_load(&icu) || !(detector = icu.detector_open(&status)))
		return 0;
	icu.detector_filter(detector, markup);
	icu.detector_text(detector, peek.p, (int32_t)peek.n, &status);
	match = icu.detect(detector, &found, &status);
	if (U_SUCCESS(status) && match)
		n = take_matches(&icu, match, found, guess, most);
	icu.detector_close(detector);
	return n;
}
