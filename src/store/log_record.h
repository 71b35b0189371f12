/*
 * log_record.h - the canonical bytes of a record of the log, and its hash.
 *
 * A record is one line of UTF-8, twelve fields with a tab between them:
 *
 *	yupana.log/1 CHAIN SEQ AT ACTOR ACTOR_NAME ORIGIN ACTION SUBJECT OUTCOME DETAIL PREVIOUS
 *
 * CHAIN is 32 and PREVIOUS 64 lower-case hexadecimal digits; SEQ begins at 1 and
 * has no leading zeros; AT is 2026-01-31T08:00:00Z; OUTCOME is done or refused.
 * In texts a backslash is \\, a tab \t, a line feed \n, a carriage return \r, any
 * other byte below 0x20 and 0x7f \xHH.  The canonical bytes are that line and its
 * line feed.  The record's hash is their SHA-256; PREVIOUS is the hash of the
 * record before, and of the first one the SHA-256 of "yupana.chain/1\t" CHAIN "\n".
 *
 * An exported log is those lines with a tab and the record's HASH before each
 * line feed, so that anybody can verify it with sha256sum.
 */
#ifndef YUP_STORE_LOG_RECORD_H
#define YUP_STORE_LOG_RECORD_H

#include <stdint.h>

#include "base/err.h"

struct mem;
struct str;

enum { LOG_CHAIN_SIZE = 16, LOG_HASH_SIZE = 32 };
enum { LOG_LINE_MAX = 256 * 1024 }; /* of an exported line: every text there is, all escaped */

struct log_record {
	int64_t seq;
	const char *at;
	const char *actor;      /* "user 12", "token 3 of user 12", "operator", "nobody" */
	const char *actor_name; /* as called then */
	const char *origin;     /* an address, "" for none */
	const char *action;
	const char *subject;
	const char *outcome; /* "done", "refused" */
	const char *detail;
	uint8_t hash[LOG_HASH_SIZE]; /* not part of the canonical bytes */
};

/* What the first record of a chain has before it. */
void log_chain_begin(const uint8_t chain[LOG_CHAIN_SIZE], uint8_t out[LOG_HASH_SIZE]);

/* Add the canonical bytes of `record`, which follows `previous`, to `out`. */
void log_record_write(struct str *out, const uint8_t chain[LOG_CHAIN_SIZE],
    const struct log_record *record, const uint8_t previous[LOG_HASH_SIZE]);

/* The hash it must have. */
void log_record_hash(const uint8_t chain[LOG_CHAIN_SIZE], const struct log_record *record,
    const uint8_t previous[LOG_HASH_SIZE], uint8_t out[LOG_HASH_SIZE]);

/*
 * Read one line of an exported log, without its line feed; texts in `mem`.
 * YUP_EINVALID: it is not one, or not written in the canonical way.
 */
MUST_CHECK int log_record_read(struct mem *mem, const char *line, uint8_t chain[LOG_CHAIN_SIZE],
    struct log_record *out, uint8_t previous[LOG_HASH_SIZE], struct err *err);

#endif
