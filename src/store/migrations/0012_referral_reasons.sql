-- Why somebody is referred, in words that the person was shown.

alter table referrals add column why_sealed text
