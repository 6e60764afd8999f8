/*
 * rule_list: the rules that pg-validate knows, what each can say, and the parameters it reads.
 *
 * Words, severities, examples, word lists and thresholds are not here but in grammars/rules.xml, where
 * somebody who does not write C can change them; the loader refuses a file in which one of these is
 * missing, and one that names something that is not here.
 */
#ifndef PG_RULE_LIST_H
#define PG_RULE_LIST_H

/* X(ENUM, "id"): in the order of --list-rules. */
#define RULE_LIST(X)                                   \
	/* money */                                    \
	X(AMOUNT_SUM, "amount-sum")                    \
	X(AMOUNT_UNDECIDED, "amount-undecided")        \
	X(AMOUNT_ROUNDING, "amount-rounding")          \
	X(AMOUNT_UNIT, "amount-unit")                  \
	X(AMOUNT_BLANK, "amount-blank")                \
	X(AMOUNT_MISSING, "amount-missing")            \
	X(AMOUNT_PHASE, "amount-phase")                \
	X(TARGET_OVER_BUDGET, "target-over-budget")    \
	X(TARGET_BUDGET, "target-budget")              \
	X(FACT_SUM, "fact-sum")                        \
	/* schedule */                                 \
	X(SCHEDULE_ORDER, "schedule-order")            \
	X(SCHEDULE_FINAL, "schedule-final")            \
	X(SCHEDULE_UNIT, "schedule-unit")              \
	X(SCHEDULE_BLANK, "schedule-blank")            \
	X(DEADLINE_MISMATCH, "deadline-mismatch")      \
	X(DEADLINE_OUTSIDE_YEAR, "deadline-outside-year") \
	/* targets */                                  \
	X(VALUE_BLANK, "value-blank")                  \
	X(VALUE_UNREAD, "value-unread")                \
	X(AMBIGUOUS_VALUE, "ambiguous-value")          \
	X(UNIT_MISSING, "unit-missing")                \
	X(UNIT_LABEL, "unit-label")                    \
	X(PERCENT_OVER_100, "percent-over-100")        \
	X(FRACTIONAL_COUNT, "fractional-count")        \
	X(VACUOUS_TARGET, "vacuous-target")            \
	X(VAGUE_TARGET, "vague-target")                \
	X(OPERATOR_SUSPECT, "operator-suspect")        \
	X(OPERATOR_MISSING, "operator-missing")        \
	X(OPERATOR_CONFLICT, "operator-conflict")      \
	X(RATE_AS_QUANTITY, "rate-as-quantity")        \
	X(TEXT_FOR_RATE, "text-for-rate")              \
	X(LABEL_VALUE_MISMATCH, "label-value-mismatch") \
	X(RATE_ORDER, "rate-order")                    \
	X(ARITHMETIC_MISMATCH, "arithmetic-mismatch")  \
	X(IMPLAUSIBLE_VALUE, "implausible-value")      \
	X(GOAL_UNMEASURED, "goal-unmeasured")          \
	X(GOAL_MISMATCH, "goal-mismatch")              \
	/* levels */                                   \
	X(LEVEL_MISSING, "level-missing")              \
	X(LEVEL_FOREIGN, "level-foreign")              \
	X(LEVEL_SUSPECT, "level-suspect")              \
	X(LEVEL_MISMATCH, "level-mismatch")            \
	X(ORDINAL_GAP, "ordinal-gap")                  \
	/* forms and their siblings */                 \
	X(DUPLICATE_INDICATOR, "duplicate-indicator")  \
	X(DUPLICATE_FORM, "duplicate-form")            \
	X(NEAR_DUPLICATE_FORM, "near-duplicate-form")  \
	X(CODE_CONFLICT, "code-conflict")              \
	X(SIBLING_MISSING, "sibling-missing")          \
	X(SIBLING_OUTLIER, "sibling-outlier")          \
	/* names */                                    \
	X(NAME_MISMATCH, "name-mismatch")              \
	X(NAME_INCOMPLETE, "name-incomplete")          \
	X(CODE_FORMAT, "code-format")                  \
	X(FIELD_BLANK, "field-blank")                  \
	X(PURPOSE_MISMATCH, "purpose-mismatch")        \
	X(DESCRIPTION_MISMATCH, "description-mismatch") \
	X(DESCRIPTION_REPEATS_NAME, "description-repeats-name") \
	X(TERM_MISMATCH, "term-mismatch")              \
	/* words */                                    \
	X(TYPO_SUSPECT, "typo-suspect")                \
	X(TEXT_TRUNCATED, "text-truncated")            \
	X(GOAL_TRUNCATED, "goal-truncated")            \
	X(STRAY_CHARACTER, "stray-character")          \
	X(BRACKET_UNBALANCED, "bracket-unbalanced")    \
	/* found while reading, by pg-normalise */     \
	X(LABEL_UNKNOWN, "label-unknown")              \
	X(ROW_UNREAD, "row-unread")                    \
	X(DUPLICATE_FIELD, "duplicate-field")

/*
 * X(ENUM, RULE, "case", arguments, ABOUT): what a rule can say; {1} … {arguments} stand in its words.  ABOUT is the cell
 * that it speaks of, where one of several; RECORD: the record's value, or what the check names (finding_about).
 */
#define SAY_LIST(X)                                                      \
	X(AMOUNT_SUM_OVER, AMOUNT_SUM, "over", 2, RECORD)                       \
	X(AMOUNT_SUM_OFF, AMOUNT_SUM, "off", 3, RECORD)                         \
	X(AMOUNT_UNDECIDED_REST, AMOUNT_UNDECIDED, "rest", 3, RECORD)           \
	X(AMOUNT_UNDECIDED_ALONE, AMOUNT_UNDECIDED, "alone", 1, RECORD)         \
	X(AMOUNT_UNDECIDED_TOTAL, AMOUNT_UNDECIDED, "total", 1, RECORD)         \
	X(AMOUNT_ROUNDING_SUM, AMOUNT_ROUNDING, "sum", 2, RECORD)               \
	X(AMOUNT_ROUNDING_TARGET, AMOUNT_ROUNDING, "target", 3, TARGET)         \
	X(AMOUNT_UNIT_FACTOR, AMOUNT_UNIT, "factor", 3, TARGET)                 \
	X(AMOUNT_UNIT_MIXED, AMOUNT_UNIT, "mixed", 2, RECORD)                   \
	X(AMOUNT_BLANK_FAMILY, AMOUNT_BLANK, "family", 2, RECORD)               \
	X(AMOUNT_MISSING_FORM, AMOUNT_MISSING, "form", 1, RECORD)               \
	X(AMOUNT_PHASE_OVER, AMOUNT_PHASE, "over", 3, RECORD)                   \
	X(TARGET_OVER_BUDGET_ONE, TARGET_OVER_BUDGET, "one", 3, TARGET)         \
	X(TARGET_BUDGET_SUM, TARGET_BUDGET, "sum", 3, RECORD)                   \
	X(FACT_SUM_OVER, FACT_SUM, "over", 3, RECORD)                           \
	X(FACT_SUM_OFF, FACT_SUM, "off", 3, RECORD)                             \
	X(SCHEDULE_ORDER_FALLS, SCHEDULE_ORDER, "falls", 4, RECORD)             \
	X(SCHEDULE_ORDER_SHARES, SCHEDULE_ORDER, "shares", 2, RECORD)           \
	X(SCHEDULE_FINAL_PERCENT, SCHEDULE_FINAL, "percent", 2, RECORD)         \
	X(SCHEDULE_FINAL_TOTAL, SCHEDULE_FINAL, "total", 3, RECORD)             \
	X(SCHEDULE_UNIT_MONEY, SCHEDULE_UNIT, "money", 2, RECORD)               \
	X(SCHEDULE_UNIT_PERCENT, SCHEDULE_UNIT, "percent", 1, RECORD)           \
	X(SCHEDULE_BLANK_DUE, SCHEDULE_BLANK, "due", 1, RECORD)                 \
	X(DEADLINE_MISMATCH_PAY, DEADLINE_MISMATCH, "pay", 3, TARGET)           \
	X(DEADLINE_BEFORE, DEADLINE_OUTSIDE_YEAR, "before", 2, TARGET)          \
	X(DEADLINE_AFTER, DEADLINE_OUTSIDE_YEAR, "after", 2, TARGET)            \
	X(DEADLINE_NAME, DEADLINE_OUTSIDE_YEAR, "name", 2, NAME)                \
	X(DEADLINE_TEXT, DEADLINE_OUTSIDE_YEAR, "text", 2, RECORD)              \
	X(VALUE_BLANK_CELL, VALUE_BLANK, "cell", 0, TARGET)                     \
	X(VALUE_BLANK_SPAN, VALUE_BLANK, "span", 1, TARGET)                     \
	X(VALUE_UNREAD_NUMBER, VALUE_UNREAD, "number", 1, TARGET)               \
	X(AMBIGUOUS_MONTH, AMBIGUOUS_VALUE, "month", 1, TARGET)                 \
	X(UNIT_MISSING_MONEY, UNIT_MISSING, "money", 1, UNIT)                   \
	X(UNIT_MISSING_CURRENCY, UNIT_MISSING, "currency", 1, UNIT)             \
	X(UNIT_MISSING_COUNTED, UNIT_MISSING, "counted", 1, UNIT)               \
	X(UNIT_MISSING_HEAD, UNIT_MISSING, "head", 1, UNIT)                     \
	X(UNIT_LABEL_KIND, UNIT_LABEL, "kind", 2, UNIT)                         \
	X(UNIT_LABEL_OTHER, UNIT_LABEL, "other", 2, UNIT)                       \
	X(PERCENT_OVER, PERCENT_OVER_100, "rate", 1, TARGET)                    \
	X(FRACTIONAL_COUNT_UNIT, FRACTIONAL_COUNT, "unit", 2, TARGET)           \
	X(VACUOUS_CEILING, VACUOUS_TARGET, "ceiling", 1, TARGET)                \
	X(VACUOUS_FLOOR, VACUOUS_TARGET, "floor", 1, TARGET)                    \
	X(VAGUE_COST, VAGUE_TARGET, "cost", 1, TARGET)                          \
	X(VAGUE_COST_BOUND, VAGUE_TARGET, "bound", 1, TARGET)                   \
	X(VAGUE_REPEATS, VAGUE_TARGET, "repeats", 1, TARGET)                    \
	X(VAGUE_QUANTITY, VAGUE_TARGET, "quantity", 1, TARGET)                  \
	X(VAGUE_DATE, VAGUE_TARGET, "date", 1, TARGET)                          \
	X(OPERATOR_COST_FLOOR, OPERATOR_SUSPECT, "cost", 1, SIGN)               \
	X(OPERATOR_WANTED_CEILING, OPERATOR_SUSPECT, "wanted", 1, SIGN)         \
	X(OPERATOR_UNWANTED_FLOOR, OPERATOR_SUSPECT, "unwanted", 1, SIGN)       \
	X(OPERATOR_TIME_FLOOR, OPERATOR_SUSPECT, "time", 1, SIGN)               \
	X(OPERATOR_MISSING_TIME, OPERATOR_MISSING, "time", 1, SIGN)             \
	X(OPERATOR_MISSING_QUANTITY, OPERATOR_MISSING, "quantity", 1, SIGN)     \
	X(OPERATOR_CONFLICT_WORDS, OPERATOR_CONFLICT, "words", 3, TARGET)       \
	X(RATE_AS_QUANTITY_LEVEL, RATE_AS_QUANTITY, "level", 0, NAME)           \
	X(TEXT_FOR_RATE_WORDS, TEXT_FOR_RATE, "words", 1, TARGET)               \
	X(LABEL_RATE_DATE, LABEL_VALUE_MISMATCH, "rate-date", 1, TARGET)        \
	X(LABEL_RATE_MONEY, LABEL_VALUE_MISMATCH, "rate-money", 1, TARGET)      \
	X(LABEL_RATE_COUNT, LABEL_VALUE_MISMATCH, "rate-count", 1, TARGET)      \
	X(LABEL_COUNT_PERCENT, LABEL_VALUE_MISMATCH, "count-percent", 1, TARGET) \
	X(LABEL_PURPOSE_PERCENT, LABEL_VALUE_MISMATCH, "purpose", 1, TARGET)    \
	X(LABEL_CHANGE_LEVEL, LABEL_VALUE_MISMATCH, "change", 1, TARGET)        \
	X(LABEL_STATE_VALUE, LABEL_VALUE_MISMATCH, "state", 1, TARGET)          \
	X(LABEL_STANDARD_TOTAL, LABEL_VALUE_MISMATCH, "standard", 1, TARGET)    \
	X(LABEL_RATE_SENTENCE, LABEL_VALUE_MISMATCH, "sentence", 1, TARGET)     \
	X(RATE_ORDER_SWAPPED, RATE_ORDER, "swapped", 4, TARGET)                 \
	X(RATE_ORDER_TWICE, RATE_ORDER, "twice", 4, TARGET)                     \
	X(ARITHMETIC_HEADS, ARITHMETIC_MISMATCH, "heads", 4, TARGET)            \
	X(ARITHMETIC_HEADS_FAR, ARITHMETIC_MISMATCH, "far", 4, TARGET)          \
	X(ARITHMETIC_PRICE, ARITHMETIC_MISMATCH, "price", 4, TARGET)            \
	X(IMPLAUSIBLE_LOW, IMPLAUSIBLE_VALUE, "low", 1, TARGET)                 \
	X(IMPLAUSIBLE_PRICE, IMPLAUSIBLE_VALUE, "price", 3, TARGET)             \
	X(GOAL_UNMEASURED_PERCENT, GOAL_UNMEASURED, "percent", 1, RECORD)       \
	X(GOAL_UNMEASURED_ALL, GOAL_UNMEASURED, "all", 1, RECORD)               \
	X(GOAL_MISMATCH_ALL, GOAL_MISMATCH, "all", 3, RECORD)                   \
	X(LEVEL_MISSING_FIRST, LEVEL_MISSING, "first", 1, NAME)                 \
	X(LEVEL_MISSING_ONE, LEVEL_MISSING, "level1", 1, NAME)                  \
	X(LEVEL_MISSING_TWO, LEVEL_MISSING, "level2", 1, NAME)                  \
	X(LEVEL_MISSING_GROUP, LEVEL_MISSING, "group", 2, RECORD)               \
	X(LEVEL_FOREIGN_NAME, LEVEL_FOREIGN, "name", 1, LEVEL1)                 \
	X(LEVEL_FOREIGN_PARENT, LEVEL_FOREIGN, "parent", 2, LEVEL2)             \
	X(LEVEL_SUSPECT_NAME, LEVEL_SUSPECT, "name", 3, NAME)                   \
	X(LEVEL_MISMATCH_FILED, LEVEL_MISMATCH, "filed", 2, LEVEL2)             \
	X(LEVEL_MISMATCH_RUN, LEVEL_MISMATCH, "run", 3, LEVEL2)                 \
	X(LEVEL_MISMATCH_COLUMN, LEVEL_MISMATCH, "column", 2, LEVEL2)           \
	X(DUPLICATE_INDICATOR_SAME, DUPLICATE_INDICATOR, "same", 2, NAME)       \
	X(DUPLICATE_INDICATOR_OTHER, DUPLICATE_INDICATOR, "other", 3, NAME)     \
	X(DUPLICATE_INDICATOR_ALIKE, DUPLICATE_INDICATOR, "alike", 3, NAME)     \
	X(DUPLICATE_FORM_SAME, DUPLICATE_FORM, "same", 1, RECORD)               \
	X(NEAR_DUPLICATE_PLACE, NEAR_DUPLICATE_FORM, "place", 1, RECORD)        \
	X(NEAR_DUPLICATE_TARGETS, NEAR_DUPLICATE_FORM, "targets", 1, RECORD)    \
	X(NEAR_DUPLICATE_ONE, NEAR_DUPLICATE_FORM, "one", 3, RECORD)            \
	X(CODE_CONFLICT_PROJECT, CODE_CONFLICT, "project", 3, CODE)             \
	X(CODE_CONFLICT_AMOUNT, CODE_CONFLICT, "amount", 4, CODE)               \
	X(SIBLING_MISSING_INDICATOR, SIBLING_MISSING, "indicator", 3, RECORD)   \
	X(SIBLING_MISSING_AMOUNT, SIBLING_MISSING, "amount", 3, RECORD)         \
	X(SIBLING_OUTLIER_OP, SIBLING_OUTLIER, "op", 3, SIGN)                   \
	X(SIBLING_OUTLIER_VALUE, SIBLING_OUTLIER, "value", 4, TARGET)           \
	X(SIBLING_OUTLIER_FAR, SIBLING_OUTLIER, "far", 3, TARGET)               \
	X(SIBLING_OUTLIER_LEVEL, SIBLING_OUTLIER, "level", 3, LEVEL2)           \
	X(SIBLING_OUTLIER_DUE, SIBLING_OUTLIER, "due", 4, RECORD)               \
	X(NAME_MISMATCH_SIBLINGS, NAME_MISMATCH, "siblings", 4, RECORD)         \
	X(NAME_MISMATCH_REGION, NAME_MISMATCH, "region", 2, REGION)             \
	X(NAME_MISMATCH_OTHER, NAME_MISMATCH, "other", 2, RECORD)               \
	X(NAME_MISMATCH_ABOVE, NAME_MISMATCH, "above", 2, RECORD)               \
	X(NAME_MISMATCH_KIND, NAME_MISMATCH, "kind", 3, REGION)                 \
	X(NAME_MISMATCH_AUTHORITY, NAME_MISMATCH, "authority", 1, REGION)       \
	X(NAME_MISMATCH_SUFFIX, NAME_MISMATCH, "suffix", 2, REGION)             \
	X(NAME_MISMATCH_PURPOSE, NAME_MISMATCH, "purpose", 2, PROJECT)          \
	X(NAME_MISMATCH_TITLE, NAME_MISMATCH, "title", 2, PROJECT)              \
	X(NAME_INCOMPLETE_PLACE, NAME_INCOMPLETE, "place", 1, RECORD)           \
	X(CODE_FORMAT_SHAPE, CODE_FORMAT, "shape", 2, CODE)                     \
	X(CODE_FORMAT_CHARACTER, CODE_FORMAT, "character", 1, CODE)             \
	X(FIELD_BLANK_SIBLINGS, FIELD_BLANK, "siblings", 1, RECORD)             \
	X(PURPOSE_MISMATCH_OTHER, PURPOSE_MISMATCH, "other", 3, RECORD)         \
	X(DESCRIPTION_MISMATCH_FOREIGN, DESCRIPTION_MISMATCH, "foreign", 1, DESCRIPTION) \
	X(DESCRIPTION_MISMATCH_LOOSE, DESCRIPTION_MISMATCH, "loose", 1, DESCRIPTION) \
	X(DESCRIPTION_MISMATCH_SHARE, DESCRIPTION_MISMATCH, "share", 1, DESCRIPTION) \
	X(DESCRIPTION_REPEATS, DESCRIPTION_REPEATS_NAME, "same", 0, DESCRIPTION) \
	X(TERM_MISMATCH_ONE, TERM_MISMATCH, "one", 2, DESCRIPTION)              \
	X(TYPO_DOUBLED, TYPO_SUSPECT, "doubled", 1, TARGET)                     \
	X(TYPO_TERM, TYPO_SUSPECT, "term", 2, TARGET)                           \
	X(TYPO_YEAR, TYPO_SUSPECT, "year", 1, TARGET)                           \
	X(TYPO_DOCUMENT, TYPO_SUSPECT, "document", 3, TARGET)                   \
	X(TYPO_BASIS, TYPO_SUSPECT, "basis", 2, RECORD)                         \
	X(TYPO_PAIR, TYPO_SUSPECT, "pair", 2, NAME)                             \
	X(TYPO_NAME, TYPO_SUSPECT, "name", 2, DESCRIPTION)                      \
	X(TRUNCATED_DESCRIPTION, TEXT_TRUNCATED, "description", 2, TARGET)      \
	X(TRUNCATED_END, TEXT_TRUNCATED, "end", 1, TARGET)                      \
	X(TRUNCATED_NOTE, TEXT_TRUNCATED, "note", 2, NOTE)                      \
	X(TRUNCATED_SIBLING, TEXT_TRUNCATED, "sibling", 3, TARGET)              \
	X(GOAL_TRUNCATED_STOP, GOAL_TRUNCATED, "stop", 1, RECORD)               \
	X(GOAL_TRUNCATED_ODD, GOAL_TRUNCATED, "odd", 1, RECORD)                 \
	X(STRAY_END, STRAY_CHARACTER, "end", 1, NAME)                           \
	X(BRACKET_NAME, BRACKET_UNBALANCED, "name", 2, NAME)                    \
	X(BRACKET_TEXT, BRACKET_UNBALANCED, "text", 2, TARGET)

/* Word lists that the checks look things up in: X(ENUM, "name"). */
#define WORDS_LIST(X)                        \
	X(RATE_ENDS, "rate-ends")            \
	X(NO_RATES, "no-rates")              \
	X(CHANGE_ENDS, "change-ends")        \
	X(GROWTH, "growth")                  \
	X(COUNT_ENDS, "count-ends")          \
	X(STATE_ENDS, "state-ends")          \
	X(STANDARDS, "standards")            \
	X(PER_HEAD, "per-head")              \
	X(MONEY_WORDS, "money-words")        \
	X(MONEY_UNITS, "money-units")        \
	X(WHOLE_UNITS, "whole-units")        \
	X(TIME_UNITS, "time-units")          \
	X(AVERAGES, "averages")              \
	X(WANTED, "wanted")                  \
	X(CONTROL, "control")                \
	X(UNWANTED, "unwanted")              \
	X(NEARLY_ALL, "nearly-all")          \
	X(SAVING, "saving")                  \
	X(TIME_ENDS, "time-ends")            \
	X(PAY_WORDS, "pay-words")            \
	X(PURPOSE_VERBS, "purpose-verbs")    \
	X(FLOOR_WORDS, "floor-words")        \
	X(CEILING_WORDS, "ceiling-words")    \
	X(ABOUT_WORDS, "about-words")        \
	X(OPERATOR_SIGNS, "operator-signs")  \
	X(HEAD_COUNT, "head-count")          \
	X(HEAD_UNITS, "head-units")          \
	X(COST_LEVELS, "cost-levels")        \
	X(QUANTITY_LEVELS, "quantity-levels") \
	X(TIME_LEVELS, "time-levels")        \
	X(USUAL_LEVELS, "usual-levels")      \
	X(MULTIPLIERS, "multipliers")        \
	X(REGION_FIELDS, "region-fields")    \
	X(AUTHORITIES, "authorities")        \
	X(PLACE_ENDS, "place-ends")          \
	X(REGION_SUFFIXES, "region-suffixes") \
	X(LOWEST_PLACES, "lowest-places")    \
	X(TITLE_ENDS, "title-ends")          \
	X(PURPOSE_STARTS, "purpose-starts")  \
	X(SHARE_WORDS, "share-words")        \
	X(TIMELY_WORDS, "timely-words")      \
	X(DOUBLES, "doubles")                \
	X(FREE_CHARACTERS, "free-characters") \
	X(FREE_INSERTIONS, "free-insertions") \
	X(MONEY_LEVELS, "money-levels")      \
	X(COST_BOUNDS, "cost-bounds")        \
	X(DANGLING, "dangling")              \
	X(CLOSING, "closing")                \
	X(SINCE, "since")                    \
	X(ALL_WORDS, "all-words")            \
	X(COVER, "cover")                    \
	X(STOPS, "stops")                    \
	X(STRAY_ENDS, "stray-ends")          \
	X(RATE_TERMS, "rate-terms")          \
	X(NUMERALS, "numerals")

/* Thresholds: X(ENUM, "name"). */
#define NUMBER_LIST(X)                                 \
	X(SIBLINGS_LEAST, "siblings-least")            \
	X(SIBLING_SHARE, "sibling-share")              \
	X(MISSING_SHARE, "missing-share")              \
	X(MISSING_LEAST, "missing-least")              \
	X(OUTLIER_FACTOR, "outlier-factor")            \
	X(ARITHMETIC_NOTE, "arithmetic-note")          \
	X(ARITHMETIC_WARNING, "arithmetic-warning")    \
	X(LEAST_PRICE, "least-price")                  \
	X(LOW_RATE, "low-rate")                        \
	X(SENTENCE_POINTS, "sentence-points")          \
	X(FOREIGN_POINTS, "foreign-points")            \
	X(LEVEL_RUN, "level-run")                      \
	X(TYPO_TIMES, "typo-times")                    \
	X(CODES_LEAST, "codes-least")

#endif
