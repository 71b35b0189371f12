/*
 * rules.h - every rule, for the table in check.c.
 *
 * A rule's file is rNN_name.c and defines rule_rNN; docs/howto/add-a-rule.md
 * shows one from beginning to end.
 */
#ifndef YUP_CORE_RULES_H
#define YUP_CORE_RULES_H

#include "core/check.h"

extern const struct rule rule_r01, rule_r02, rule_r03, rule_r04, rule_r05, rule_r06, rule_r07,
    rule_r08, rule_r09, rule_r10, rule_r11, rule_r12, rule_r13, rule_r14, rule_r15, rule_r16,
    rule_r17, rule_r18, rule_r19, rule_r20, rule_r21, rule_r22, rule_r23, rule_r24, rule_r25,
    rule_r26, rule_r27, rule_r35, rule_r36, rule_r37, rule_r38, rule_r39, rule_r42, rule_r43,
    rule_r44, rule_r45, rule_r49;

#endif
