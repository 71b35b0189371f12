/* test_sign.c - the key's file, signatures, and the names of keys. */
#include "io/sign.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "support/cmocka_all.h"
#include "support/files.h"

static struct err err;

static const char *
new_path(const char *name)
{
	static char path[512];

	(void)snprintf(path, sizeof(path), "%s/%s", test_temp_folder(), name);
	return path;
}

static void
test_made_once(void **state)
{
	const char *path = new_path("deep/er/log.key");
	struct sign_key made, again;
	bool is_made = false;
	struct stat st;

	(void)state;
	assert_int_equal(sign_key_load(path, &made, &is_made, &err), YUP_OK);
	assert_true(is_made);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(sign_key_load(path, &again, &is_made, &err), YUP_OK);
	assert_false(is_made);
	assert_memory_equal(made.secret, again.secret, sizeof(made.secret));
	assert_memory_equal(made.public_key, again.public_key, sizeof(made.public_key));
	sign_key_done(&made);
	assert_memory_not_equal(made.secret, again.secret, sizeof(made.secret));
}

static void
test_signed_and_not(void **state)
{
	struct sign_key key;
	uint8_t signature[SIGN_SIGNATURE_SIZE];
	bool made;

	(void)state;
	assert_int_equal(sign_key_load(new_path("one.key"), &key, &made, &err), YUP_OK);
	sign_bytes(&key, "abc", 3, signature);
	assert_true(sign_verify(key.public_key, "abc", 3, signature));
	assert_false(sign_verify(key.public_key, "abd", 3, signature));
	assert_false(sign_verify(key.public_key, "ab", 2, signature));
	signature[63] ^= 1;
	assert_false(sign_verify(key.public_key, "abc", 3, signature));
	signature[63] ^= 1;
	key.public_key[0] ^= 1;
	assert_false(sign_verify(key.public_key, "abc", 3, signature));
}

/* RFC 8032, test 2: the file's form is one that lasts. */
static void
test_a_known_key(void **state)
{
	const char *line =
	    "yupana-key-1 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n";
	const char *path = new_path("known.key");
	struct sign_key key;
	uint8_t signature[SIGN_SIGNATURE_SIZE];
	bool made;

	(void)state;
	test_file_write(path, line, strlen(line));
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(sign_key_load(path, &key, &made, &err), YUP_OK);
	assert_false(made);
	assert_int_equal(key.public_key[0], 0x3d);
	assert_int_equal(key.public_key[31], 0x0c);
	sign_bytes(&key, "\x72", 1, signature);
	assert_int_equal(signature[0], 0x92);
	assert_int_equal(signature[63], 0x00);
}

static void
test_what_is_no_key(void **state)
{
	static const char *const WRONG[] = { "", "\n", "yupana-key-1 \n",
		"yupana-key-1 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6f\n",
		"yupana-key-1 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fx\n",
		"yupana-key-1 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n\n",
		"yupana-key-2 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n" };
	const char *path = new_path("wrong.key");
	struct sign_key key;
	bool made;

	(void)state;
	for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
		test_file_write(path, WRONG[i], strlen(WRONG[i]));
		assert_int_equal(chmod(path, 0600), 0);
		assert_int_equal(sign_key_load(path, &key, &made, &err), YUP_EINVALID);
		assert_string_equal(err.key, "key_invalid");
	}
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(sign_key_load(path, &key, &made, &err), YUP_EDENIED);
	assert_string_equal(err.key, "key_open");
	assert_int_equal(sign_key_load("/proc/no/log.key", &key, &made, &err), YUP_EIO);
	assert_string_equal(err.key, "key_unwritable");
}

static void
test_where(void **state)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	(void)state;
	setenv("XDG_DATA_HOME", "/d", 1);
	setenv("HOME", "/h", 1);
	assert_string_equal(sign_key_path(mem), "/d/yupana/log.key");
	unsetenv("XDG_DATA_HOME");
	assert_string_equal(sign_key_path(mem), "/h/.local/share/yupana/log.key");
	unsetenv("HOME");
	assert_null(sign_key_path(mem));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_made_once),
		cmocka_unit_test(test_signed_and_not),
		cmocka_unit_test(test_a_known_key),
		cmocka_unit_test(test_what_is_no_key),
		cmocka_unit_test(test_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
