#include "store/log_record.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define RECORD_MARK "yupana.log/1"
#define CHAIN_MARK "yupana.chain/1"

static void
put_hex(struct str *out, const uint8_t *bytes, size_t size)
{
	static const char DIGITS[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		str_put_char(out, DIGITS[bytes[i] >> 4]);
		str_put_char(out, DIGITS[bytes[i] & 15]);
	}
}

/* A tab and the text, with what would end a field or a line escaped. */
static void
put_text(struct str *out, const char *text)
{
	str_put_char(out, '\t');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '\\')
			str_put(out, "\\\\");
		else if (c == '\t')
			str_put(out, "\\t");
		else if (c == '\n')
			str_put(out, "\\n");
		else if (c == '\r')
			str_put(out, "\\r");
		else if (c < 0x20 || c == 0x7f)
			str_printf(out, "\\x%02X", c);
		else
			str_put_char(out, *text);
	}
}

void
log_chain_begin(const uint8_t chain[LOG_CHAIN_SIZE], uint8_t out[LOG_HASH_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	str_put(&s, CHAIN_MARK "\t");
	put_hex(&s, chain, LOG_CHAIN_SIZE);
	str_put_char(&s, '\n');
	(void)crypto_hash_sha256(out, (const unsigned char *)s.text, s.length);
}

void
log_record_write(struct str *out, const uint8_t chain[LOG_CHAIN_SIZE],
    const struct log_record *record, const uint8_t previous[LOG_HASH_SIZE])
{
	str_put(out, RECORD_MARK "\t");
	put_hex(out, chain, LOG_CHAIN_SIZE);
	str_printf(out, "\t%" PRId64, record->seq);
	put_text(out, record->at);
	put_text(out, record->actor);
	put_text(out, record->actor_name);
	put_text(out, record->origin);
	put_text(out, record->action);
	put_text(out, record->subject);
	put_text(out, record->outcome);
	put_text(out, record->detail);
	str_put_char(out, '\t');
	put_hex(out, previous, LOG_HASH_SIZE);
	str_put_char(out, '\n');
}

void
log_record_hash(const uint8_t chain[LOG_CHAIN_SIZE], const struct log_record *record,
    const uint8_t previous[LOG_HASH_SIZE], uint8_t out[LOG_HASH_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	log_record_write(&s, chain, record, previous);
	(void)crypto_hash_sha256(out, (const unsigned char *)s.text, s.length);
}
