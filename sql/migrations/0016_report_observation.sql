-- 0016_report_observation.sql - observations of units' reports, beside those of plans.
--
-- A period is reported against one plan, so that its observations are that plan's:
-- `node` is a row of it, `field` then is enum report_field (core/report.h).

ALTER TABLE observation ADD COLUMN report {{int}} NOT NULL DEFAULT 0
	CHECK (report BETWEEN 0 AND 12); -- a period of the year's calendar; 0: of the plan itself
