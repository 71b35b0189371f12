-- 0017_evidence_reason.sql - why evidence of a closed period was added, or taken back: a
-- correction, as those of reports (report_past.why).

ALTER TABLE evidence ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN removed_why TEXT NOT NULL DEFAULT '';
