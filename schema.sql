-- The complete format of Tiaojie's file: every table, index and dictionary of version 1.
--
-- Source data and derived data
--   revision   is the source of all records. Every save appends rows; none is ever changed or removed.
--   device, meta, heard, draft   belong to this laptop alone.
--   built_in   is the content of the dictionaries without edits, the same in every file.
--   every other table, including the dictionaries (dispute_type, case_source, label), is derived:
--   `tiaojie rebuild` makes it again from the revisions, and `tiaojie check` compares it with that.
--   A newer program makes all derived tables of an older file anew; the source tables (IF NOT EXISTS) stay as
--   they are.
--
-- Conventions
--   ids that are exchanged between laptops are 16-byte UUIDs (uuid); small integers (id) are this file's own.
--   dates are ISO text, money is integer 分 (1/100 元), codes are short ASCII words.
--   the wall clock is for people only; revisions of several laptops are ordered by the Lamport stamp.
--   tables that every save writes to check three words or more with = and OR: for IN, SQLite builds a table of
--   the words for each row.

PRAGMA application_id = 0x544A4544;   -- "TJED"
PRAGMA user_version = 4;

------------------------------------------------------------------------------------------------------------
-- this laptop
------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS meta (
  key   TEXT PRIMARY KEY,             -- 'device': the id of the device that writes here; 'stamp': largest seen
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS device (
  id    INTEGER PRIMARY KEY,
  uuid  BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name  TEXT NOT NULL DEFAULT ''
) STRICT;

-- What other laptops had when last heard of: all revisions of each device up to this one. Belongs to this
-- laptop alone, and keeps bundles for them small.
CREATE TABLE IF NOT EXISTS heard (
  laptop BLOB NOT NULL CHECK (length(laptop) = 16),
  device BLOB NOT NULL CHECK (length(device) = 16),
  seq    INTEGER NOT NULL CHECK (seq > 0),
  PRIMARY KEY (laptop, device)
) STRICT, WITHOUT ROWID;

-- Drafts: input not yet saved. One row a place; deleted by the save itself.
CREATE TABLE IF NOT EXISTS draft (
  place TEXT PRIMARY KEY,             -- 'entry', or the uuid of the case that is edited
  body  TEXT NOT NULL CHECK (json_valid(body)),
  at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------------------
-- the log
------------------------------------------------------------------------------------------------------------

-- body: {"set": {field: [value, [[device uuid, seq], …]], …}, "undoes": [device uuid, seq]?,
--        "redoes": [device uuid, seq]?, "restores": [device uuid, seq]?, "after": [device uuid, seq]?,
--        "via": origin of the save?}
--   value      the new value; null is "nothing"
--   the list   the revisions whose value for that field this one replaces; absent where there was none
--   after      where it replaces nothing: the revision that made the record, which has to be there before this one
-- hash: SHA-256 over device, seq, stamp, at, operator, kind, record, body and prev; prev is the hash of the
-- device's revision before, zeros for its first.
CREATE TABLE IF NOT EXISTS revision (
  device   INTEGER NOT NULL REFERENCES device (id),
  seq      INTEGER NOT NULL CHECK (seq > 0),        -- without gaps
  stamp    INTEGER NOT NULL CHECK (stamp > 0),      -- Lamport: largest seen + 1
  at       TEXT NOT NULL,                           -- wall clock with offset, for people
  operator BLOB CHECK (length(operator) = 16),      -- who
  kind     TEXT NOT NULL,                           -- 'dispute', 'office', 'mediator', 'operator', 'setting', 'code',
                                                    -- 'service', 'screening', 'prevention', 'indicator', 'lock',
                                                    -- 'disclosure', 'laptop'
  record   BLOB NOT NULL CHECK (length(record) = 16),
  body     TEXT NOT NULL CHECK (json_valid(body)),
  prev     BLOB NOT NULL CHECK (length(prev) = 32),
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (device, seq)
) STRICT;
CREATE INDEX IF NOT EXISTS revision_record ON revision (record, stamp);
CREATE INDEX IF NOT EXISTS revision_stamp ON revision (stamp, device, seq);

CREATE TRIGGER IF NOT EXISTS revision_is_final BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER IF NOT EXISTS revision_stays BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END;

-- The revision that made a record; of several, the one with the smallest (stamp, device uuid). Its fields need
-- no row in head until they are edited.
CREATE TABLE record (
  uuid   BLOB PRIMARY KEY CHECK (length(uuid) = 16),
  kind   TEXT NOT NULL,
  device INTEGER NOT NULL,
  seq    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest values of a field that was edited since: one row is the normal case, two or more are a conflict, of
-- which the one with the largest (stamp, device uuid) is shown.
CREATE TABLE head (
  record BLOB NOT NULL,
  field  TEXT NOT NULL,
  device INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  stamp  INTEGER NOT NULL,
  value  TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (record, field, device, seq)
) STRICT, WITHOUT ROWID;

-- The fields whose heads have different values, for a person to decide. Equal values from two laptops are no
-- conflict. Nearly always empty.
CREATE TABLE conflict (
  record BLOB NOT NULL,
  field  TEXT NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID;

-- The revisions that were undone, so that undo continues with the one before.
CREATE TABLE undone (
  device  INTEGER NOT NULL,
  seq     INTEGER NOT NULL,
  by_seq  INTEGER NOT NULL,           -- the revision of the same device that took it back
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------------------
-- dictionaries
------------------------------------------------------------------------------------------------------------

CREATE TABLE dispute_type (
  code      TEXT PRIMARY KEY,
  parent    TEXT,                     -- a code of this table; not enforced, for codes that are ours alone may come
                                      -- from another laptop in any order
  zh        TEXT NOT NULL,
  zh_short  TEXT NOT NULL,            -- for narrow columns
  en        TEXT NOT NULL,
  en_short  TEXT NOT NULL,
  initials  TEXT NOT NULL,            -- pinyin initials, what a clerk types
  position  INTEGER NOT NULL,
  valid_to  TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- last day on which it is offered
  governance TEXT NOT NULL DEFAULT '' -- the category of label dictionary 'governance' that a case of this type counts
                                      -- in unless it says another itself
) STRICT, WITHOUT ROWID;

INSERT INTO dispute_type (code, parent, zh, zh_short, en, en_short, initials, position, governance) VALUES
  ('01',  NULL, '婚姻家庭纠纷',       '婚姻家庭', 'Marriage and family', 'Family',   'hyjt',  10, 'g01'),
  ('02',  NULL, '邻里纠纷',           '邻里',     'Neighbours', 'Neighbor',              'll',    20, 'g02'),
  ('03',  NULL, '房屋宅基地纠纷',     '房屋宅基', 'House and homestead', 'House',   'fwzjd', 30, 'g03'),
  ('04',  NULL, '合同纠纷',           '合同',     'Contract', 'Contract',              'ht',    40, 'g11'),
  ('05',  NULL, '生产经营纠纷',       '生产经营', 'Production, business', 'Business',  'scjy',  50, 'g12'),
  ('06',  NULL, '损害赔偿纠纷',       '损害赔偿', 'Damages', 'Damages',               'shpc',  60, 'g18'),
  ('07',  NULL, '山林土地纠纷',       '山林土地', 'Forest and land', 'Land',       'sltd',  70, 'g04'),
  ('08',  NULL, '征地拆迁纠纷',       '征地拆迁', 'Land acquisition', 'Acquisition',      'zdcq',  80, 'g05'),
  ('09',  NULL, '环境污染纠纷',       '环境污染', 'Pollution', 'Pollution',             'hjwr',  90, 'g09'),
  ('10',  NULL, '劳动争议纠纷',       '劳动争议', 'Labour', 'Labour',                'ldzy', 100, 'g06'),
  ('10a', '10', '拖欠农民工工资纠纷', '拖欠工资', 'Unpaid migrant wages', 'Wages',  'tqnmggz', 101, 'g06'),
  ('10b', '10', '其他劳动争议纠纷',   '其他劳动', 'Other labour', 'Labour etc',          'qtldzy', 102, 'g06'),
  ('11',  NULL, '消费纠纷',           '消费',     'Consumer', 'Consumer',              'xf',   110, 'g13'),
  ('11a', '11', '旅游纠纷',           '旅游',     'Tourism', 'Tourism',               'ly',   111, 'g13'),
  ('11b', '11', '电子商务纠纷',       '电子商务', 'Online trade', 'Online',          'dzsw', 112, 'g13'),
  ('11c', '11', '其他消费纠纷',       '其他消费', 'Other consumer', 'Consumer+',        'qtxf', 113, 'g13'),
  ('12',  NULL, '医疗纠纷',           '医疗',     'Medical', 'Medical',               'yl',   120, 'g07'),
  ('13',  NULL, '道路交通事故纠纷',   '道路交通', 'Road accident', 'Road',         'dljtsg', 130, 'g10'),
  ('14',  NULL, '物业纠纷',           '物业',     'Property management', 'Property',   'wy',   140, 'g08'),
  ('99',  NULL, '其他纠纷',           '其他',     'Other', 'Other',                 'qt',   990, 'g19');

CREATE TABLE case_source (
  code      TEXT PRIMARY KEY,
  parent    TEXT,
  zh        TEXT NOT NULL,
  zh_short  TEXT NOT NULL,
  en        TEXT NOT NULL,
  en_short  TEXT NOT NULL,
  initials  TEXT NOT NULL,
  position  INTEGER NOT NULL,
  valid_to  TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT, WITHOUT ROWID;

-- 接受委托移送 has no code of its own: it is the sum of those whose parent is 'received'.
INSERT INTO case_source (code, parent, zh, zh_short, en, en_short, initials, position) VALUES
  ('apply',         NULL,       '依申请',         '依申请', 'On application', 'Applied',        'ysq',  10),
  ('active',        NULL,       '主动调解',       '主动',   'On own initiative', 'Own',     'zdtj', 20),
  ('received',      NULL,       '接受委托移送',   '移送来', 'Referred to us', 'Referred',        'jswtys', 30),
  ('court',         'received', '法院移送',       '法院',   'From a court', 'Court',          'fyys', 31),
  ('procuratorate', 'received', '检察院移送',     '检察院', 'From the procuratorate', 'Procur.', 'jcyys', 32),
  ('police',        'received', '公安机关移送',   '公安',   'From the police', 'Police',       'gajgys', 33),
  ('petition',      'received', '信访部门移送',   '信访',   'From the petition office', 'Petition', 'xfbmys', 34),
  ('other',         'received', '其他部门移送',   '其他',   'From another body', 'Other',     'qtbmys', 35),
  ('centre',        'other',    '综治中心移送',   '综治',   'From the governance centre', 'Centre', 'zzzxys', 41),
  ('hotline',       'other',    '12345热线转办',  '12345',  'From the 12345 hotline', '12345', '12345rxzb', 42),
  ('superior',      'other',    '上级交办',       '上级',   'Assigned from above', 'Above',   'sjjb', 43),
  ('village',       'other',    '村级上报',       '村级',   'Reported by a village', 'Village', 'cjsb', 44),
  ('union',         'other',    '工会移送',       '工会',   'From the trade union', 'Union',  'ghys', 45),
  ('labour',        'other',    '人社部门移送',   '人社',   'From the labour office', 'Labour', 'rsbmys', 46),
  ('insurance',     'other',    '医保部门移送',   '医保',   'From medical insurance', 'Insurance', 'ybbmys', 47),
  ('women',         'other',    '妇联移送',       '妇联',   'From the women''s federation', 'Women', 'flys', 48);

-- Labels of the small vocabularies. Most are closed: the program uses their codes, and an office may only
-- change the labels. Open ones, to which an office may add: service, governance, tag.
CREATE TABLE label (
  dictionary TEXT NOT NULL,
  code       TEXT NOT NULL,
  zh         TEXT NOT NULL,
  zh_short   TEXT NOT NULL,
  en         TEXT NOT NULL,
  initials   TEXT NOT NULL,
  position   INTEGER NOT NULL,
  unit       TEXT NOT NULL DEFAULT '',           -- what it is counted in: 件次, 次 …
  valid_to   TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  PRIMARY KEY (dictionary, code)
) STRICT, WITHOUT ROWID;

INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('outcome', 'written',      '成功·书面协议',     '书面成功', 'Settled, written',   'cgsmxy', 1),
  ('outcome', 'oral',         '成功·口头协议',     '口头成功', 'Settled, oral',      'cgktxy', 2),
  ('outcome', 'unsuccessful', '调解不成（终止）',   '调解不成', 'Not settled',        'tjbc',   3),
  ('outcome', 'withdrawn',    '当事人拒绝或撤回',   '撤回',     'Refused, withdrawn', 'dsrjjhch', 4),
  ('outcome', 'referred',     '移送（引导）',       '移送',     'Referred on',        'ysyd',   5),
  ('outcome', 'declined',     '不予受理',           '不予受理', 'Declined',           'bysl',   6),
  ('outcome', 'open',         '在办',               '在办',     'Open',               'zb',     0),
  ('side', 'applicant',  '申请人',   '申', 'Applicant',   'sqr',  1),
  ('side', 'respondent', '被申请人', '被', 'Respondent',  'bsqr', 2),
  ('side', 'third',      '第三人',   '三', 'Third party', 'dsr',  3),
  ('party_kind', 'person',  '自然人',     '自然人', 'Person',        'zrr',   1),
  ('party_kind', 'company', '法人',       '法人',   'Legal person',  'fr',    2),
  ('party_kind', 'group',   '非法人组织', '组织',   'Organisation',  'ffrzz', 3),
  ('sex', 'male',   '男', '男', 'Male',   'n', 1),
  ('sex', 'female', '女', '女', 'Female', 'n', 2),
  ('level', 'village',  '村级', '村', 'Village',  'cj', 1),
  ('level', 'township', '镇级', '镇', 'Township', 'zj', 2),
  ('level', 'district', '区级', '区', 'District', 'qj', 3),
  ('difficulty', '1', '简易',     '简易', 'Simple',   'jy',   1),
  ('difficulty', '2', '一般',     '一般', 'Ordinary', 'yb',   2),
  ('difficulty', '3', '疑难复杂', '疑难', 'Hard',     'ynfz', 3),
  ('difficulty', '4', '重大',     '重大', 'Major',    'zd',   4),
  ('performance', 'not_due',    '未到期',   '未到期', 'Not due',     'wdq',  1),
  ('performance', 'partly',     '部分履行', '部分',   'Partly',      'bflx', 2),
  ('performance', 'done',       '已履行',   '已履行', 'Performed',   'ylx',  3),
  ('performance', 'not_done',   '未履行',   '未履行', 'Not performed', 'wlx', 4),
  ('performance', 'repudiated', '反悔',     '反悔',   'Repudiated',  'fh',   5),
  ('confirmation', 'not_applied', '未申请',   '未申请', 'Not applied for', 'wsq', 1),
  ('confirmation', 'applied',     '已申请',   '已申请', 'Applied for', 'ysq',  2),
  ('confirmation', 'confirmed',   '已确认',   '已确认', 'Confirmed',   'yqr',  3),
  ('confirmation', 'not_taken',   '不予受理', '不受理', 'Not accepted', 'bysl', 4),
  ('confirmation', 'dismissed',   '驳回',     '驳回',   'Dismissed',   'bh',   5),
  ('consent', 'willing', '双方自愿',     '自愿', 'Both willing',   'sfzy',   1),
  ('consent', 'refused', '一方明确拒绝', '拒绝', 'One refused',    'yfmqjj', 2),
  ('risk', 'red',    '红（高）', '红', 'Red (high)',      'hg', 1),
  ('risk', 'yellow', '黄（中）', '黄', 'Yellow (medium)', 'hz', 2),
  ('risk', 'green',  '绿（低）', '绿', 'Green (low)',     'ld', 3),
  ('session_result', 'settled',  '调解成功',       '成功', 'Settled',       'tjcg',     1),
  ('session_result', 'failed',   '调解不成',       '不成', 'Not settled',   'tjbc',     2),
  ('session_result', 'continue', '有待继续调解',   '待续', 'To go on',      'yddjxtj',  3),
  ('capacity', 'lawyer',   '律师',             '律师', 'Lawyer',    'ls',     1),
  ('capacity', 'agent',    '代理人',           '代理', 'Agent',     'dlr',    2),
  ('capacity', 'relative', '亲属',             '亲属', 'Relative',  'qs',     3),
  ('capacity', 'official', '村（居）、单位人员', '干部', 'Official',  'cjdwry', 4),
  ('capacity', 'witness',  '证人、知情人',     '证人', 'Witness',   'zrzqr',  5),
  ('capacity', 'invited',  '邀请人员',         '邀请', 'Invited',   'yqry',   6),
  ('agent_kind', 'statutory', '法定代理人', '法定', 'Statutory', 'fddlr', 1),
  ('agent_kind', 'appointed', '委托代理人', '委托', 'Appointed', 'wtdlr', 2),
  ('agent_kind', 'lawyer',    '律师',       '律师', 'Lawyer',    'ls',    3),
  ('route', 'arbitration',    '仲裁',     '仲裁', 'Arbitration',    'zc',   1),
  ('route', 'administrative', '行政途径', '行政', 'Administrative', 'xztj', 2),
  ('route', 'litigation',     '诉讼',     '诉讼', 'Litigation',     'ss',   3),
  ('ruling', 'upheld',  '维持',     '维持', 'Upheld',        'wc',   1),
  ('ruling', 'changed', '变更',     '变更', 'Changed',       'bg',   2),
  ('ruling', 'revoked', '撤销',     '撤销', 'Revoked',       'cx',   3),
  ('ruling', 'invalid', '确认无效', '无效', 'Held invalid',  'qrwx', 4),
  ('satisfaction', 'satisfied',    '满意',     '满意',   'Satisfied',        'my',   1),
  ('satisfaction', 'fairly',       '基本满意', '基本',   'Fairly satisfied', 'jbmy', 2),
  ('satisfaction', 'dissatisfied', '不满意',   '不满意', 'Dissatisfied',     'bmy',  3),
  ('retention', 'ten',       '10年', '10年', '10 years',  'sn',   1),
  ('retention', 'thirty',    '30年', '30年', '30 years',  'ssn',  2),
  ('retention', 'permanent', '永久', '永久', 'Permanent', 'yj',   3),
  ('prevention', 'general',  '预防纠纷',   '预防',   'Disputes prevented', 'yfjf',   1),
  ('prevention', 'suicide',  '防止自杀',   '自杀',   'Suicide',            'fzzs',   2),
  ('prevention', 'criminal', '防止民转刑', '民转刑', 'Turning criminal',   'fzmzx',  3),
  ('prevention', 'petition', '防止群体性上访', '上访', 'Mass petition',    'fzqtxsf', 4),
  ('prevention', 'fight',    '防止群体性械斗', '械斗', 'Mass fight',       'fzqtxxd', 5),
  ('duty', 'conclude', '办结',     '办结', 'Conclude',     'bj',   1),
  ('duty', 'perform',  '履行',     '履行', 'Performance',  'lx',   2),
  ('duty', 'confirm',  '司法确认', '确认', 'Confirmation', 'sfqr', 3),
  ('duty', 'visit',    '回访',     '回访', 'Visit',        'hf',   4),
  ('duty', 'feedback', '移送反馈', '反馈', 'Feedback',     'ysfk', 5),
  ('direction', 'out', '移送',         '移出', 'Sent on',  'ys', 1),
  ('direction', 'in',  '接受委托移送', '移入', 'Received', 'jswtys', 2);

INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position, unit) VALUES
  ('service', 'centre',   '综治化解',           '综治化解', 'Resolved by the centre', 'zzhj', 1, '件次'),
  ('service', 'advice',   '法律咨询和法律服务', '法律咨询', 'Legal advice and services', 'flzxhflfw', 2, '件次'),
  ('service', 'lawyer',   '律师参与调解',       '律师参与', 'Lawyer took part', 'lscytj', 3, '次'),
  ('service', 'opinion',  '法律意见',           '法律意见', 'Legal opinion', 'flyj', 4, '次'),
  ('service', 'notary',   '公证咨询引导',       '公证引导', 'Notary guidance', 'gzzxyd', 5, '件次');

-- The political-legal line (综治) counts by 19 categories of its own. We know of no text that lists them, so
-- these are ours, in words of common use; an office edits them where its form differs.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('governance', 'g01', '婚姻家庭纠纷', '婚姻家庭', 'Marriage and family', 'hyjt', 1),
  ('governance', 'g02', '邻里纠纷', '邻里', 'Neighbours', 'll', 2),
  ('governance', 'g03', '房屋宅基地纠纷', '房屋宅基', 'House and homestead', 'fwzjd', 3),
  ('governance', 'g04', '山林土地纠纷', '山林土地', 'Forest and land', 'sltd', 4),
  ('governance', 'g05', '征地拆迁纠纷', '征地拆迁', 'Land acquisition', 'zdcq', 5),
  ('governance', 'g06', '劳资纠纷', '劳资', 'Labour and wages', 'lz', 6),
  ('governance', 'g07', '医患纠纷', '医患', 'Medical', 'yh', 7),
  ('governance', 'g08', '物业纠纷', '物业', 'Property management', 'wy', 8),
  ('governance', 'g09', '环境污染纠纷', '环境', 'Pollution', 'hjwr', 9),
  ('governance', 'g10', '道路交通纠纷', '道路交通', 'Road accidents', 'dljt', 10),
  ('governance', 'g11', '合同纠纷', '合同', 'Contract', 'ht', 11),
  ('governance', 'g12', '生产经营纠纷', '生产经营', 'Production, business', 'scjy', 12),
  ('governance', 'g13', '消费纠纷', '消费', 'Consumer', 'xf', 13),
  ('governance', 'g14', '校园纠纷', '校园', 'School', 'xy', 14),
  ('governance', 'g15', '涉法涉诉', '涉法涉诉', 'Courts and police', 'sfss', 15),
  ('governance', 'g16', '村（社区）事务管理', '村务管理', 'Village affairs', 'cwgl', 16),
  ('governance', 'g17', '民间借贷纠纷', '民间借贷', 'Private lending', 'mjjd', 17),
  ('governance', 'g18', '损害赔偿纠纷', '损害赔偿', 'Damages', 'shpc', 18),
  ('governance', 'g19', '其他纠纷', '其他', 'Other', 'qt', 19);

-- Joint mechanisms (人民调解+), offered where the tags of a case are edited. A tag is its Chinese words, not this code.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('tag', 'union', '司法+工会', '司法+工会', 'Justice + trade union', 'sfgh', 1),
  ('tag', 'labour', '司法+人社', '司法+人社', 'Justice + labour office', 'sfrs', 2),
  ('tag', 'insurance', '司法+医保', '司法+医保', 'Justice + medical insurance', 'sfyb', 3),
  ('tag', 'police', '人民调解+公安', '人民调解+公安', 'Mediation + police', 'rmtjga', 4),
  ('tag', 'court', '人民调解+法院', '人民调解+法院', 'Mediation + court', 'rmtjfy', 5),
  ('tag', 'women', '人民调解+妇联', '人民调解+妇联', 'Mediation + womens federation', 'rmtjfl', 6),
  ('tag', 'petition', '人民调解+信访', '人民调解+信访', 'Mediation + petition office', 'rmtjxf', 7);

------------------------------------------------------------------------------------------------------------
-- offices, people and laptops
------------------------------------------------------------------------------------------------------------

CREATE TABLE office (
  id            INTEGER PRIMARY KEY,
  uuid          BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  parent        INTEGER REFERENCES office (id),
  kind          TEXT NOT NULL DEFAULT 'township' CHECK (kind IN
                ('district', 'township', 'subdistrict', 'village', 'community', 'enterprise', 'association')),
  name          TEXT NOT NULL DEFAULT '',
  aliases       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
  division_code TEXT NOT NULL DEFAULT '',
  mark          TEXT NOT NULL DEFAULT '',      -- stands for it in case numbers: 神, 松
  committee     TEXT NOT NULL DEFAULT '',
  valid_to      TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')  -- last day on which it is offered
) STRICT;
CREATE INDEX office_parent ON office (parent);

CREATE TABLE mediator (
  id     INTEGER PRIMARY KEY,
  uuid   BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name   TEXT NOT NULL DEFAULT '',
  office INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE operator (
  id   INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL DEFAULT '',
  valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  role TEXT NOT NULL DEFAULT 'clerk' CHECK (role IN ('clerk', 'lead', 'reader')),
  pin  TEXT                           -- salted and hashed; none where none is set
) STRICT;

-- What each laptop has announced about itself. uuid is that of device.
CREATE TABLE laptop (
  uuid   BLOB PRIMARY KEY CHECK (length(uuid) = 16),
  name   TEXT NOT NULL DEFAULT '',
  home   BLOB NOT NULL CHECK (length(home) = 16),   -- uuid of office
  series TEXT NOT NULL DEFAULT '',    -- its mark in case numbers
  key    TEXT                         -- X25519 public key in hex: what bundles for it are sealed to
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  uuid  BLOB PRIMARY KEY CHECK (length(uuid) = 16),
  key   TEXT NOT NULL DEFAULT '',
  value TEXT NOT NULL DEFAULT 'null' CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------------------
-- cases
------------------------------------------------------------------------------------------------------------

CREATE TABLE dispute (
  id             INTEGER PRIMARY KEY,
  uuid           BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  number         TEXT NOT NULL DEFAULT '',     -- not UNIQUE: a merge may bring two, which is a conflict to show
  number_key     TEXT NOT NULL DEFAULT '',     -- the same however it is written
  office         INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  village        INTEGER REFERENCES office (id),
  place          TEXT NOT NULL DEFAULT '',
  type           TEXT NOT NULL DEFAULT '99' REFERENCES dispute_type (code),
  source         TEXT NOT NULL DEFAULT 'apply' REFERENCES case_source (code),
  pre_litigation INTEGER NOT NULL DEFAULT 0 CHECK (pre_litigation IN (0, 1)),
  level          TEXT NOT NULL DEFAULT 'township'
                 CHECK (level = 'village' OR level = 'township' OR level = 'district'),
  difficulty     TEXT CHECK (difficulty = '1' OR difficulty = '2' OR difficulty = '3' OR difficulty = '4'),
  risk           TEXT CHECK (risk = 'red' OR risk = 'yellow' OR risk = 'green'),
  governance     TEXT,                         -- where it is not the one that follows from the type
  consent        TEXT CHECK (consent IN ('willing', 'refused')),
  occurred_on    TEXT CHECK (occurred_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  accepted_on    TEXT NOT NULL DEFAULT '1900-01-01'
                 CHECK (accepted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  outcome        TEXT
                 CHECK (outcome = 'written' OR outcome = 'oral' OR outcome = 'unsuccessful' OR
                        outcome = 'withdrawn' OR outcome = 'referred' OR outcome = 'declined'),
  closed_on      TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  people         INTEGER CHECK (people >= 0),
  summary        TEXT NOT NULL DEFAULT '',
  requests       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(requests)),   -- 申请事项
  note           TEXT NOT NULL DEFAULT '',
  original       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(original)),
  told           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(told)),   -- other routes, art. 26
  void_reason    TEXT,
  keeper         BLOB CHECK (length(keeper) = 16),  -- uuid of the office it was handed over to
  -- 0: in every list and total; 1: declined or void. A plain column, so that indexes can carry it.
  aside          INTEGER NOT NULL DEFAULT 0 CHECK (aside = (void_reason IS NOT NULL OR ifnull(outcome, '') = 'declined')),
  CHECK ((outcome IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX dispute_number   ON dispute (number_key);
-- One index for each filter of a list, all ending with the order of the list.
CREATE INDEX dispute_accepted ON dispute (accepted_on, id);
CREATE INDEX dispute_closed   ON dispute (closed_on, id) WHERE closed_on IS NOT NULL;
CREATE INDEX dispute_outcome  ON dispute (outcome, accepted_on, id);
CREATE INDEX dispute_office   ON dispute (office, accepted_on, id);
CREATE INDEX dispute_village  ON dispute (village, accepted_on, id) WHERE village IS NOT NULL;
CREATE INDEX dispute_type_on  ON dispute (type, accepted_on, id);
CREATE INDEX dispute_source   ON dispute (source, accepted_on, id);
CREATE INDEX dispute_aside    ON dispute (accepted_on, id) WHERE aside = 1;

CREATE TABLE party (
  id         INTEGER PRIMARY KEY,
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  dispute    INTEGER NOT NULL REFERENCES dispute (id),
  position   INTEGER NOT NULL DEFAULT 0,
  side       TEXT NOT NULL DEFAULT 'applicant' CHECK (side = 'applicant' OR side = 'respondent' OR side = 'third'),
  kind       TEXT NOT NULL DEFAULT 'person' CHECK (kind = 'person' OR kind = 'company' OR kind = 'group'),
  name       TEXT NOT NULL DEFAULT '',
  sex        TEXT CHECK (sex IN ('male', 'female')),
  ethnicity  TEXT NOT NULL DEFAULT '',
  born_on    TEXT CHECK (born_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  occupation TEXT NOT NULL DEFAULT '',
  phone      TEXT NOT NULL DEFAULT '',
  address    TEXT NOT NULL DEFAULT '',
  id_number  TEXT NOT NULL DEFAULT '',
  representative TEXT NOT NULL DEFAULT '',
  UNIQUE (dispute, uuid)
) STRICT;
CREATE INDEX party_name ON party (name, dispute);

CREATE TABLE dispute_mediator (
  dispute  INTEGER NOT NULL REFERENCES dispute (id),
  position INTEGER NOT NULL,                     -- 0 leads (主持)
  mediator INTEGER NOT NULL REFERENCES mediator (id),
  accepted_on TEXT NOT NULL,                     -- that of the case, for the order of the list
  PRIMARY KEY (dispute, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mediator_disputes ON dispute_mediator (mediator, accepted_on, dispute);

CREATE TABLE tag (
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  tag     TEXT NOT NULL,
  PRIMARY KEY (dispute, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_disputes ON tag (tag, dispute);

CREATE TABLE agreement (
  dispute      INTEGER PRIMARY KEY REFERENCES dispute (id),
  amount_fen   INTEGER CHECK (amount_fen >= 0),
  content      TEXT NOT NULL DEFAULT '',
  manner       TEXT NOT NULL DEFAULT '',         -- 履行方式
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  copies       INTEGER CHECK (copies >= 0),      -- none: one a party and one for the file
  reached_on TEXT CHECK (reached_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  mediator_signed_on TEXT CHECK (mediator_signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sealed_on TEXT CHECK (sealed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  performance  TEXT                              -- as said; what was performed may lead further
               CHECK (performance = 'not_due' OR performance = 'partly' OR performance = 'done' OR
                      performance = 'not_done' OR performance = 'repudiated'),
  performed_on TEXT CHECK (performed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  confirmation TEXT
               CHECK (confirmation = 'not_applied' OR confirmation = 'applied' OR confirmation = 'confirmed' OR
                      confirmation = 'not_taken' OR confirmation = 'dismissed'),
  court        TEXT NOT NULL DEFAULT '',
  applied_on TEXT CHECK (applied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

-- The parts of a case, each with its day. A part is known by its uuid within the case.

CREATE TABLE agent (                             -- 代理人 of a party
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  party   BLOB NOT NULL CHECK (length(party) = 16),
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('statutory', 'appointed', 'lawyer')),
  phone   TEXT NOT NULL,
  note    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (                           -- 调解
  dispute  INTEGER NOT NULL REFERENCES dispute (id),
  uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at_time  TEXT CHECK (at_time GLOB '[0-9][0-9]:[0-9][0-9]'),
  place    TEXT NOT NULL,
  record   TEXT NOT NULL,
  result   TEXT CHECK (result = 'settled' OR result = 'failed' OR result = 'continue'),
  recorder TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendee (                          -- 参加人 of a session
  dispute  INTEGER NOT NULL REFERENCES dispute (id),
  uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
  session  BLOB NOT NULL CHECK (length(session) = 16),
  name     TEXT NOT NULL,
  capacity TEXT NOT NULL CHECK (capacity IN ('lawyer', 'agent', 'relative', 'official', 'witness', 'invited')),
  party    BLOB CHECK (length(party) = 16),      -- for whom
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE extension (                         -- 延期
  dispute   INTEGER NOT NULL REFERENCES dispute (id),
  uuid      BLOB NOT NULL CHECK (length(uuid) = 16),
  agreed_on TEXT NOT NULL CHECK (agreed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  to_date TEXT NOT NULL CHECK (to_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  consent   TEXT CHECK (consent IN ('willing', 'refused')),
  reason    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE escalation (                        -- 三级联调
  dispute    INTEGER NOT NULL REFERENCES dispute (id),
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  from_level TEXT NOT NULL CHECK (from_level IN ('village', 'township', 'district')),
  to_level   TEXT NOT NULL CHECK (to_level IN ('village', 'township', 'district')),
  reason     TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE instalment (                        -- 履行计划, part by part
  dispute    INTEGER NOT NULL REFERENCES dispute (id),
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  amount_fen INTEGER CHECK (amount_fen >= 0),    -- none for a deed
  what       TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE performance (                       -- 履行, part by part
  dispute    INTEGER NOT NULL REFERENCES dispute (id),
  uuid       BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  what       TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (                          -- 移送
  dispute      INTEGER NOT NULL REFERENCES dispute (id),
  uuid         BLOB NOT NULL CHECK (length(uuid) = 16),
  direction    TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  organisation TEXT NOT NULL,
  on_date TEXT CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  letter       TEXT NOT NULL,
  reason       TEXT NOT NULL,
  feedback     TEXT NOT NULL,
  feedback_on TEXT CHECK (feedback_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_up (                         -- 回访
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  by_whom TEXT NOT NULL,
  reason  TEXT NOT NULL DEFAULT '',            -- none: what the case is called
  satisfaction TEXT CHECK (satisfaction = 'satisfied' OR satisfaction = 'fairly' OR satisfaction = 'dissatisfied'),
  note    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE prevented (                         -- what worse the case was kept from
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  kind    TEXT NOT NULL CHECK (kind IN ('general', 'suicide', 'criminal', 'petition', 'fight')),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  people  INTEGER NOT NULL CHECK (people >= 0),
  note    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE remark (                            -- 记事
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  text    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE litigation (                        -- 诉讼
  dispute INTEGER PRIMARY KEY REFERENCES dispute (id),
  filed_on TEXT CHECK (filed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  court   TEXT NOT NULL,
  ruling  TEXT CHECK (ruling IN ('upheld', 'changed', 'revoked', 'invalid')),
  decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE filing (                            -- 立卷
  dispute   INTEGER PRIMARY KEY REFERENCES dispute (id),
  on_date TEXT CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  by_whom   TEXT NOT NULL,
  volume    TEXT NOT NULL,
  retention TEXT CHECK (retention IN ('ten', 'thirty', 'permanent'))
) STRICT;

-- Events of cases in the totals, counted by their own day; kinds as in the domain's EventKind.
CREATE TABLE event (
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  kind    TEXT NOT NULL,
  on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  people  INTEGER NOT NULL DEFAULT 0,            -- 人, of preventions
  times   INTEGER NOT NULL DEFAULT 1,            -- 次: several of a kind on one day
  PRIMARY KEY (dispute, kind, on_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_on ON event (kind, on_date, dispute);

-- Duties of cases. They do not include the limits of the offices: fixed is 1 where base_on is the last day
-- itself, 0 where the office's limit counts from it.
CREATE TABLE duty (
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  office  BLOB NOT NULL CHECK (length(office) = 16),   -- the uuid of the office that took the case
  kind    TEXT NOT NULL
          CHECK (kind = 'conclude' OR kind = 'perform' OR kind = 'confirm' OR kind = 'visit' OR
                 kind = 'feedback'),
  fixed   INTEGER NOT NULL CHECK (fixed IN (0, 1)),
  base_on TEXT NOT NULL CHECK (base_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  part    BLOB NOT NULL DEFAULT x'',             -- of a feedback: the referral; of 履行: the part of the plan
  PRIMARY KEY (dispute, kind, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_on ON duty (kind, fixed, base_on, dispute, part);
CREATE INDEX duty_office ON duty (office, kind, fixed, base_on, dispute, part);

-- The last number given out; a voided case keeps its number, so this only grows.
CREATE TABLE number_sequence (
  prefix TEXT NOT NULL,                          -- what stands around the sequence, year included
  last   INTEGER NOT NULL,
  PRIMARY KEY (prefix)
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------------------
-- other counts
------------------------------------------------------------------------------------------------------------

-- None of these is added to the totals of cases, nor are quantities of different units added. Each table has
-- one index in the order of its list and one that covers its totals.

-- The centre's own service log.
CREATE TABLE service (
  id       INTEGER PRIMARY KEY,
  uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  office   INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  on_date  TEXT NOT NULL DEFAULT '1900-01-01' CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  centre   TEXT NOT NULL DEFAULT '',
  kind     TEXT NOT NULL DEFAULT '',             -- a code of label dictionary 'service', or the words of the ledger
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 0),
  unit     TEXT NOT NULL DEFAULT '',
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT
) STRICT;
CREATE INDEX service_on ON service (on_date);
CREATE INDEX service_counted ON service (on_date, kind, unit, quantity, office, void_reason) WHERE void_reason IS NULL;

-- Screenings: how often disputes were looked for (times), and how many were found.
CREATE TABLE screening (
  id       INTEGER PRIMARY KEY,
  uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  office   INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  village  INTEGER REFERENCES office (id),
  on_date  TEXT NOT NULL DEFAULT '1900-01-01' CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  times    INTEGER NOT NULL DEFAULT 1 CHECK (times >= 0),
  found    INTEGER NOT NULL DEFAULT 0 CHECK (found >= 0),
  lead     TEXT NOT NULL DEFAULT '',
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT
) STRICT;
CREATE INDEX screening_on ON screening (on_date);
CREATE INDEX screening_counted ON screening (on_date, times, found, office, void_reason) WHERE void_reason IS NULL;

-- Prevention outside of cases.
CREATE TABLE prevention (
  id       INTEGER PRIMARY KEY,
  uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  office   INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  on_date  TEXT NOT NULL DEFAULT '1900-01-01' CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind     TEXT NOT NULL DEFAULT 'general' CHECK (kind IN ('general', 'suicide', 'criminal', 'petition', 'fight')),
  cases    INTEGER NOT NULL DEFAULT 1 CHECK (cases >= 0),
  people   INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT
) STRICT;
CREATE INDEX prevention_on ON prevention (on_date);
CREATE INDEX prevention_counted ON prevention (on_date, kind, cases, people, office, void_reason) WHERE void_reason IS NULL;

-- Figures for a period that another office supplied.
CREATE TABLE indicator (
  id       INTEGER PRIMARY KEY,
  uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  office   INTEGER REFERENCES office (id),       -- none: of the whole district
  from_on  TEXT NOT NULL DEFAULT '1900-01-01' CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  to_on    TEXT NOT NULL DEFAULT '1900-01-01' CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name     TEXT NOT NULL DEFAULT '',
  value    INTEGER NOT NULL DEFAULT 0 CHECK (value >= 0),
  unit     TEXT NOT NULL DEFAULT '',
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT,
  CHECK (from_on <= to_on)
) STRICT;
CREATE INDEX indicator_to ON indicator (to_on);
CREATE INDEX indicator_counted ON indicator (to_on, from_on, name, unit, value, office, void_reason) WHERE void_reason IS NULL;

------------------------------------------------------------------------------------------------------------
-- reported months
------------------------------------------------------------------------------------------------------------

-- A reported month (锁定): its figures and the cases behind them, so that later edits show as corrections. It
-- bars no edit. Unlocking fills the unlocked_ columns of the same row; locking again makes a new row.
--   figures  {"total": F, "type": [[code, F…], …], "source": […], "level": […]}, where F is accepted, people, written,
--            oral, unsuccessful, withdrawn, referred, amount in 分, open on the last day, days to close
--   cases    [[case uuid, accepted 0 or 1, people, outcome or null, amount in 分, type, source, level, days to close],
--            …]: every case accepted or closed in these days; some 83 bytes a case. The last column: lists of months
--            never read it.
CREATE TABLE period_lock (
  id              INTEGER PRIMARY KEY,
  uuid            BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  month           INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),   -- 202403
  office          INTEGER REFERENCES office (id),                          -- none: all offices together
  from_on         TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  to_on           TEXT NOT NULL CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  locked_at       TEXT NOT NULL DEFAULT '',                                -- wall clock with offset, for people
  locked_by       TEXT NOT NULL DEFAULT '',
  unlocked_reason TEXT,
  unlocked_at     TEXT,
  unlocked_by     TEXT,
  void_reason     TEXT,                                                    -- the locking itself was undone
  figures         TEXT NOT NULL CHECK (json_valid(figures)),
  cases           TEXT NOT NULL CHECK (json_valid(cases)),
  CHECK ((unlocked_reason IS NULL) = (unlocked_at IS NULL) AND (unlocked_at IS NULL) = (unlocked_by IS NULL))
) STRICT;
CREATE INDEX period_lock_month ON period_lock (month, office);

------------------------------------------------------------------------------------------------------------
-- disclosures
------------------------------------------------------------------------------------------------------------

-- One row for each export, print and copy; holds no personal data itself.
CREATE TABLE disclosure (
  id          INTEGER PRIMARY KEY,
  uuid        BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  at          TEXT NOT NULL,                     -- wall clock with offset, for people
  operator    BLOB CHECK (length(operator) = 16),
  kind        TEXT NOT NULL,                     -- 'export', 'print', 'copy', 'bundle', 'unmask'
  what        TEXT NOT NULL,                     -- 台账 2024年, the number of a case and its forms
  cases       INTEGER NOT NULL CHECK (cases >= 0), -- how many cases can be read from it
  masking     TEXT NOT NULL CHECK (masking IN ('masked', 'plain')),
  destination TEXT NOT NULL                      -- the name of the file or folder, 'clipboard'
) STRICT;
-- Newest first, a page at a time.
CREATE INDEX disclosure_at ON disclosure (at, uuid);

------------------------------------------------------------------------------------------------------------
-- derived for speed
------------------------------------------------------------------------------------------------------------

-- Running totals. period is a month (202403) or a year (2024); key is the value of the dimension.
-- Accepted cases and people count in the period of acceptance, everything else in the period of closing.
-- A case with two mediators or tags counts once under each of them and once in the dimension 'all'.
-- 'spot' and 'lead' hold acceptances only, 'days' closings only; none of the three has lines of office 0.
CREATE TABLE tally (
  period       INTEGER NOT NULL,
  dimension    TEXT NOT NULL,     -- 'all', 'type', 'source', 'level', 'village', 'mediator', 'tag', 'difficulty',
                                  -- 'spot' (village and type), 'lead' (who leads), 'days' (type and days to close)
  key          TEXT NOT NULL,     -- code, or the uuid in hex for village and mediator, '' for 'all';
                                  -- 'spot': <uuid in hex>:<type>, 'days': <type>:<days>
  office       INTEGER NOT NULL,  -- office (id), or 0 for all offices together
  accepted     INTEGER NOT NULL DEFAULT 0,
  people       INTEGER NOT NULL DEFAULT 0,
  written      INTEGER NOT NULL DEFAULT 0,
  oral         INTEGER NOT NULL DEFAULT 0,
  unsuccessful INTEGER NOT NULL DEFAULT 0,
  withdrawn    INTEGER NOT NULL DEFAULT 0,
  referred     INTEGER NOT NULL DEFAULT 0,
  amount_fen   INTEGER NOT NULL DEFAULT 0,
  days         INTEGER NOT NULL DEFAULT 0,       -- from acceptance to closing, of all cases closed
  settled      INTEGER NOT NULL DEFAULT 0,       -- by acceptance date: of those accepted, settled by now
  declined     INTEGER NOT NULL DEFAULT 0,       -- by acceptance date; in no other column
  void         INTEGER NOT NULL DEFAULT 0,       -- by acceptance date; in no other column
  PRIMARY KEY (dimension, period, key, office)
) STRICT, WITHOUT ROWID;

-- The search index: single characters, bigrams and pinyin initials of all texts of a case.
CREATE VIRTUAL TABLE search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
);

------------------------------------------------------------------------------------------------------------
-- the built-in dictionaries
------------------------------------------------------------------------------------------------------------

-- Fields that an edit of a code does not name are taken from here, and a rebuild starts with it. Never changed;
-- last in this file, since it copies the tables above.
CREATE TABLE built_in (
  dictionary TEXT NOT NULL,           -- 'dispute_type', 'case_source' or a dictionary of label
  code       TEXT NOT NULL,
  parent     TEXT,
  zh         TEXT NOT NULL,
  zh_short   TEXT NOT NULL,
  en         TEXT NOT NULL,
  en_short   TEXT NOT NULL,
  initials   TEXT NOT NULL,
  position   INTEGER NOT NULL,
  unit       TEXT NOT NULL,
  governance TEXT NOT NULL,
  PRIMARY KEY (dictionary, code)
) STRICT, WITHOUT ROWID;

INSERT INTO built_in
  SELECT 'dispute_type', code, parent, zh, zh_short, en, en_short, initials, position, '', governance FROM dispute_type
  UNION ALL
  SELECT 'case_source', code, parent, zh, zh_short, en, en_short, initials, position, '', '' FROM case_source
  UNION ALL
  SELECT dictionary, code, NULL, zh, zh_short, en, en, initials, position, unit, '' FROM label;
