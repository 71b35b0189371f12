/* test_secret.c - passwords kept at a low cost, secrets that are never twice the same. */
#include "io/secret.h"

#include <sodium.h>
#include <string.h>

#include "support/cmocka_all.h"

static const struct secret_cost CHEAP = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN };
static const struct secret_cost DEARER = { crypto_pwhash_OPSLIMIT_MIN + 1,
	crypto_pwhash_MEMLIMIT_MIN };

static void
test_a_password(void **state)
{
	char kept[SECRET_PASSWORD_SIZE], again[SECRET_PASSWORD_SIZE];
	struct err err;

	(void)state;
	assert_int_equal(secret_keep_password("grapa pila", &CHEAP, kept, &err), YUP_OK);
	assert_int_equal(strncmp(kept, "$argon2id$", 10), 0);
	assert_null(strstr(kept, "grapa"));
	assert_true(secret_is_password(kept, "grapa pila"));
	assert_false(secret_is_password(kept, "grapa pilA"));
	assert_false(secret_is_password(kept, ""));
	assert_false(secret_is_password("", "grapa pila"));
	assert_false(secret_is_password("grapa pila", "grapa pila"));
	assert_int_equal(secret_keep_password("grapa pila", &CHEAP, again, &err), YUP_OK);
	assert_string_not_equal(kept, again); /* its own salt */
	assert_false(secret_is_outdated(kept, &CHEAP));
	assert_true(secret_is_outdated(kept, &DEARER));
	secret_spend("grapa pila", &CHEAP);
}

/* What programs use is what libsodium calls interactive, and no less. */
static void
test_the_cost_of_programs(void **state)
{
	(void)state;
	assert_true(secret_cost_interactive.memory >= 64u * 1024 * 1024);
	assert_true(secret_cost_interactive.operations >= 2);
}

static void
test_secrets(void **state)
{
	char a[SECRET_TEXT_SIZE], b[SECRET_TEXT_SIZE];
	uint8_t digest[HASH_SHA256_SIZE], other[HASH_SHA256_SIZE];

	(void)state;
	secret_new(a);
	secret_new(b);
	assert_int_equal(strlen(a), SECRET_TEXT_SIZE - 1);
	assert_int_equal(strspn(a,
			     "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"),
	    strlen(a));
	assert_string_not_equal(a, b);
	for (int i = 0; i < 1000; i++) { /* a command takes it as an operand */
		secret_new(a);
		assert_int_not_equal(a[0], '-');
	}
	secret_digest(a, digest);
	secret_digest(b, other);
	assert_memory_not_equal(digest, other, sizeof(digest));
	secret_digest("abc", digest);
	assert_int_equal(digest[0], 0xba);
	assert_int_equal(digest[31], 0xad);
	secret_wipe(a, sizeof(a));
	assert_int_equal(a[0], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_password),
		cmocka_unit_test(test_the_cost_of_programs),
		cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
