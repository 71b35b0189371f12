/*
 * bundle_key.h - what an institution notes of its bundles (store/setting_store.h); for app/
 * only.
 */
#ifndef YUP_APP_BUNDLE_KEY_H
#define YUP_APP_BUNDLE_KEY_H

#include "store/setting_store.h"

#define BUNDLE_MARK "yupana-bundle/1"
#define BUNDLE_MADE "bundle.made"     /* of who sends: the last serial */
#define BUNDLE_KEY "bundle.key"       /* of who is sent: the agency's key, in hexadecimal */
#define BUNDLE_SERIAL "bundle.serial" /* and the last one taken */

/* `*out` stays where nothing is noted. */
MUST_CHECK int bundle_setting_get(struct db *db, struct mem *mem, int64_t institution_id,
    const char *key, const char **out, struct err *err);

#endif
