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
PRAGMA user_version = 5;

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
--        "via": origin of the save?, "begins": true? (an import, right after another of the same second),
--        "file": the files of an import? (its first save)}
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
  -- The category that a case of this type counts in unless it says another itself, in each of the four lists of
  -- categories; empty: the one of the same meaning as that of the office's own list, else of its parent, else 其他.
  governance   TEXT NOT NULL DEFAULT '',
  governance19 TEXT NOT NULL DEFAULT '',
  governance27 TEXT NOT NULL DEFAULT '',
  governance17 TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

INSERT INTO dispute_type (code, parent, zh, zh_short, en, en_short, initials, position, governance,
                          governance19, governance27, governance17) VALUES
  ('01',  NULL, '婚姻家庭纠纷',       '婚姻家庭', 'Marriage and family', 'Family',   'hyjt',  10, 'g01', 'p19_17', 'p27_01', 'p17_01'),
  ('02',  NULL, '邻里纠纷',           '邻里',     'Neighbours', 'Neighbor',              'll',    20, 'g02', 'p19_17', 'p27_02', 'p17_02'),
  ('03',  NULL, '房屋宅基地纠纷',     '房屋宅基', 'House and homestead', 'House',   'fwzjd', 30, 'g03', 'p19_17', 'p27_12', 'p17_0902'),
  ('04',  NULL, '合同纠纷',           '合同',     'Contract', 'Contract',              'ht',    40, 'g11', 'p19_06', 'p27_25', 'p17_06'),
  ('05',  NULL, '生产经营纠纷',       '生产经营', 'Production, business', 'Business',  'scjy',  50, 'g12', 'p19_06', 'p27_17', 'p17_06'),
  ('06',  NULL, '损害赔偿纠纷',       '损害赔偿', 'Damages', 'Damages',               'shpc',  60, 'g18', 'p19_17', 'p27_27', 'p17_05'),
  ('07',  NULL, '山林土地纠纷',       '山林土地', 'Forest and land', 'Land',       'sltd',  70, 'g04', 'p19_05', 'p27_18', 'p17_09'),
  ('08',  NULL, '征地拆迁纠纷',       '征地拆迁', 'Land acquisition', 'Acquisition',      'zdcq',  80, 'g05', 'p19_03', 'p27_10', 'p17_11'),
  ('09',  NULL, '环境污染纠纷',       '环境污染', 'Pollution', 'Pollution',             'hjwr',  90, 'g09', 'p19_09', 'p27_03', 'p17_0504'),
  ('10',  NULL, '劳动争议纠纷',       '劳动争议', 'Labour', 'Labour',                'ldzy', 100, 'g06', 'p19_07', 'p27_09', 'p17_07'),
  ('10a', '10', '拖欠农民工工资纠纷', '拖欠工资', 'Unpaid migrant wages', 'Wages',  'tqnmggz', 101, 'g06', 'p19_07', 'p27_09', 'p17_07'),
  ('10b', '10', '其他劳动争议纠纷',   '其他劳动', 'Other labour', 'Labour etc',          'qtldzy', 102, 'g06', 'p19_07', 'p27_09', 'p17_07'),
  ('11',  NULL, '消费纠纷',           '消费',     'Consumer', 'Consumer',              'xf',   110, 'g13', 'p19_06', 'p27_17', 'p17_0601'),
  ('11a', '11', '旅游纠纷',           '旅游',     'Tourism', 'Tourism',               'ly',   111, 'g13', 'p19_06', 'p27_17', 'p17_0601'),
  ('11b', '11', '电子商务纠纷',       '电子商务', 'Online trade', 'Online',          'dzsw', 112, 'g13', 'p19_06', 'p27_17', 'p17_0601'),
  ('11c', '11', '其他消费纠纷',       '其他消费', 'Other consumer', 'Consumer+',        'qtxf', 113, 'g13', 'p19_06', 'p27_17', 'p17_0601'),
  ('12',  NULL, '医疗纠纷',           '医疗',     'Medical', 'Medical',               'yl',   120, 'g07', 'p19_18', 'p27_19', 'p17_0502'),
  ('13',  NULL, '道路交通事故纠纷',   '道路交通', 'Road accident', 'Road',         'dljtsg', 130, 'g10', 'p19_19', 'p27_23', 'p17_0503'),
  ('14',  NULL, '物业纠纷',           '物业',     'Property management', 'Property',   'wy',   140, 'g08', 'p19_04', 'p27_05', 'p17_0402'),
  ('99',  NULL, '其他纠纷',           '其他',     'Other', 'Other',                 'qt',   990, 'g19', 'p19_19', 'p27_27', 'p17_99');

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
-- change the labels. Open ones, to which an office may add: service, indicator, governance, tag.
CREATE TABLE label (
  dictionary TEXT NOT NULL,
  code       TEXT NOT NULL,
  zh         TEXT NOT NULL,
  zh_short   TEXT NOT NULL,
  en         TEXT NOT NULL,
  initials   TEXT NOT NULL,
  position   INTEGER NOT NULL,
  unit       TEXT NOT NULL DEFAULT '',           -- what it is counted in: 件次, 次 …
  owner      TEXT NOT NULL DEFAULT '',           -- of an indicator: who supplies it
  decimals   INTEGER CHECK (decimals > 0),       -- of an indicator: the most decimals that it has; none: it is whole
  rule       TEXT NOT NULL DEFAULT '',           -- of an indicator: what its months make of a year, 'sum' or 'last'
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
  ('confirmation', 'not_applied', '不申请',   '不申请', 'Not wanted',  'bsq',  1),
  ('confirmation', 'applied',     '已申请',   '已申请', 'Applied for', 'ysq',  2),
  ('confirmation', 'confirmed',   '已确认',   '已确认', 'Confirmed',   'yqr',  3),
  ('confirmation', 'not_taken',   '不予受理', '不受理', 'Not accepted', 'bysl', 4),
  ('confirmation', 'dismissed',   '驳回',     '驳回',   'Dismissed',   'bh',   5),
  ('confirmation', 'unfit',       '不能申请', '不能',   'Cannot be asked for', 'bnsq', 6),
  ('refusal_ground', 'scope',     '不属于法院受理范围',         '受理范围', 'Outside what courts take', 'bsyfyslfw', 1),
  ('refusal_ground', 'court',     '不属于收到申请的法院管辖',   '管辖',     'Another court''s',          'bsysdsqdfygx', 2),
  ('refusal_ground', 'status',    '婚姻、亲子、收养等身份关系', '身份关系', 'Status: marriage, parentage, adoption', 'hyqzsydsfgx', 3),
  ('refusal_ground', 'procedure', '适用其他特别、公示催告、破产程序', '其他程序', 'Another special, summons or bankruptcy procedure', 'syqttbgscgpccx', 4),
  ('refusal_ground', 'rights',    '物权、知识产权确权',         '确权',     'Settles a right in rem or intellectual property', 'wqzscqqq', 5),
  ('consent', 'willing', '双方自愿',     '自愿', 'Both willing',   'sfzy',   1),
  ('consent', 'refused', '一方明确拒绝', '拒绝', 'One refused',    'yfmqjj', 2),
  ('risk', 'red',    '红（高）', '红', 'Red (high)',      'hg', 1),
  ('risk', 'yellow', '黄（中）', '黄', 'Yellow (medium)', 'hz', 2),
  ('risk', 'green',  '绿（低）', '绿', 'Green (low)',     'ld', 3),
  ('session_result', 'settled',  '调解成功',       '成功', 'Settled',       'tjcg',     1),
  ('session_result', 'failed',   '调解不成',       '不成', 'Not settled',   'tjbc',     2),
  ('session_result', 'continue', '有待继续调解',   '待续', 'To go on',      'ydjxtj',  3),
  ('capacity', 'lawyer',   '律师',             '律师', 'Lawyer',    'ls',     1),
  ('capacity', 'agent',    '代理人',           '代理', 'Agent',     'dlr',    2),
  ('capacity', 'relative', '亲属',             '亲属', 'Relative',  'qs',     3),
  ('capacity', 'official', '村（居）、单位人员', '干部', 'Official',  'cjdwry', 4),
  ('capacity', 'witness',  '证人、知情人',     '证人', 'Witness',   'zrzqr',  5),
  ('capacity', 'invited',  '邀请人员',         '邀请', 'Invited',   'yqry',   6),
  ('agent_kind', 'statutory', '法定代理人', '法定', 'Statutory', 'fddlr', 1),
  ('agent_kind', 'appointed', '委托代理人', '委托', 'Appointed', 'wtdlr', 2),
  ('agent_kind', 'lawyer',    '律师',       '律师', 'Lawyer',    'ls',    3),
  ('authority', 'general', '一般授权', '一般', 'General', 'ybsq', 1),
  ('authority', 'special', '特别授权', '特别', 'Special', 'tbsq', 2),
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
  ('band', 'under50', '50人以下',    '50人下',  'Under 50',   'wsryx',  1),
  ('band', 'to100',   '50至100人',   '50-100',  '50 to 100',  'wszybr', 2),
  ('band', 'to500',   '100至500人',  '100-500', '100 to 500', 'ybzwbr', 3),
  ('band', 'over500', '500人以上',   '500人上', 'Over 500',   'wbrys',  4),
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
  ('year_rule', 'sum',  '各月累加', '累加', 'Sum of the months', 'gylj', 1),
  ('year_rule', 'last', '取最后一期', '末期', 'The last one',    'qzhyq', 2),
  ('direction', 'out', '移送',         '移出', 'Sent on',  'ys', 1),
  ('direction', 'in',  '接受委托移送', '移入', 'Received', 'jswtys', 2);

INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position, unit) VALUES
  ('service', 'centre',   '综治化解',           '综治化解', 'Resolved by the centre', 'zzhj', 1, '件次'),
  ('service', 'advice',   '法律咨询和法律服务', '法律咨询', 'Legal advice and services', 'flzxhflfw', 2, '件次'),
  ('service', 'lawyer',   '律师参与调解',       '律师参与', 'Lawyer took part', 'lscytj', 3, '次'),
  ('service', 'opinion',  '法律意见',           '法律意见', 'Legal opinion', 'flyj', 4, '次'),
  ('service', 'notary',   '公证咨询引导',       '公证引导', 'Notary guidance', 'gzzxyd', 5, '件次');

-- Figures that other bodies supply for the reports of a district, as the report on 2024 of 神农架林区 has them. A figure
-- names its indicator by the Chinese words.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position, unit, owner, decimals, rule) VALUES
  ('indicator', 'pre_litigation',  '诉前调解',       '诉前调解', 'Mediated before a lawsuit',    'sqtj',    1, '件',   '法院', NULL, 'sum'),
  ('indicator', 'hotline_calls',   '12345来电',      '来电',     '12345 calls',                  '12345ld', 2, '个',   '12345热线', NULL, 'sum'),
  ('indicator', 'hotline_wechat',  '微信工单',       '微信工单', 'WeChat requests',              'wxgd',    3, '条',   '12345热线', NULL, 'sum'),
  ('indicator', 'hotline_police',  '110推送工单',    '110工单',  'Requests from 110',            '110tsgd', 4, '条',   '12345热线', NULL, 'sum'),
  ('indicator', 'hotline_above',   '省工单',         '省工单',   'Requests from the province',   'sgd',     5, '条',   '12345热线', NULL, 'sum'),
  ('indicator', 'legal_aid',       '法律援助',       '法律援助', 'Legal aid',                    'flyz',    6, '件',   '司法局', NULL, 'sum'),
  ('indicator', 'relief_cases',    '司法救助案件',   '救助案件', 'Judicial relief, cases',       'sfjzaj',  7, '件',   '', NULL, 'sum'),
  ('indicator', 'relief_people',   '司法救助人数',   '救助人数', 'Judicial relief, people',      'sfjzrs',  8, '人',   '', NULL, 'sum'),
  ('indicator', 'relief_money',    '司法救助金',     '救助金',   'Judicial relief, money',       'sfjzj',   9, '万元', '', 4, 'sum'),
  ('indicator', 'review_accepted', '行政复议受理',   '复议受理', 'Reconsideration, accepted',    'xzfysl', 10, '件',   '司法局', NULL, 'sum'),
  ('indicator', 'review_closed',   '行政复议办结',   '复议办结', 'Reconsideration, closed',      'xzfybj', 11, '件',   '司法局', NULL, 'sum'),
  ('indicator', 'review_settled',  '行政复议调解',   '复议调解', 'Reconsideration, reconciled',  'xzfytj', 12, '件',   '司法局', NULL, 'sum'),
  ('indicator', 'suits',           '行政应诉',       '应诉',     'Administrative suits',         'xzys',   13, '件',   '司法局', NULL, 'sum'),
  ('indicator', 'suits_attended',  '负责人出庭应诉', '出庭应诉', 'Suits attended by the head',   'fzrctys', 14, '件',  '司法局', NULL, 'sum'),
  ('indicator', 'public_interest', '公益诉讼',       '公益诉讼', 'Public interest suits',        'gyss',   15, '件',   '检察院', NULL, 'sum'),
  ('indicator', 'publicity',       '普法活动',       '普法活动', 'Legal publicity',              'pfhd',   16, '场次', '司法局', NULL, 'sum'),
  ('indicator', 'training',        '法治培训',       '法治培训', 'Legal training',               'fzpx',   17, '场次', '司法局', NULL, 'sum'),
  ('indicator', 'vice_heads',      '法治副校长',     '副校长',   'Vice heads for law',           'fzfxz',  18, '名',   '司法局', NULL, 'last'),
  ('indicator', 'vice_schools',    '法治副校长学校', '聘任学校', 'Schools with a vice head',     'fzfxzxx', 19, '所',  '司法局', NULL, 'last'),
  ('indicator', 'annual_reports',  '年报企业',       '年报企业', 'Companies with annual report', 'nbqy',   20, '户',   '市场监管局', NULL, 'last'),
  ('indicator', 'annual_share',    '年报率',         '年报率',   'Share with annual report',     'nbl',    21, '%',    '市场监管局', 2, 'last');

-- The political-legal line (综治) counts by categories of its own, and its offices use several lists; a file counts
-- by one of them (the setting governance_list). Dictionary 'governance' is an office's own list: it may edit these
-- and add to them. The other three are those of other bodies, and their codes begin with p, which no own code does.
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

-- The 19 of a provincial office's printed form 《矛盾纠纷排查情况表》.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('governance19', 'p19_01', '民族宗教矛盾纠纷', '民族宗教', 'Ethnic and religious', 'mzzj', 1),
  ('governance19', 'p19_02', '军转干部、复员退伍军人安置引发的矛盾纠纷', '军人安置', 'Resettled soldiers', 'jraz', 2),
  ('governance19', 'p19_03', '征地拆迁安置引发的矛盾纠纷', '征地拆迁', 'Land acquisition', 'zdcq', 3),
  ('governance19', 'p19_04', '建筑工程质量、物业管理等问题引发的矛盾纠纷', '工程物业', 'Building and property management', 'gcwy', 4),
  ('governance19', 'p19_05', '土地矿产山林水利界限权属纠纷', '土地山林', 'Land, forest and water rights', 'tdsl', 5),
  ('governance19', 'p19_06', '经济活动引发的矛盾纠纷', '经济活动', 'Economic activity', 'jjhd', 6),
  ('governance19', 'p19_07', '劳资纠纷', '劳资', 'Labour and wages', 'lz', 7),
  ('governance19', 'p19_08', '企业改制引发的矛盾纠纷', '企业改制', 'Reform of enterprises', 'qygz', 8),
  ('governance19', 'p19_09', '环境污染、生态破坏引发的矛盾纠纷', '环境污染', 'Pollution', 'hjwr', 9),
  ('governance19', 'p19_10', '司法活动引发的矛盾纠纷', '司法活动', 'Courts and police', 'sfhd', 10),
  ('governance19', 'p19_11', '行政执法活动引发的矛盾纠纷', '行政执法', 'Administrative enforcement', 'xzzf', 11),
  ('governance19', 'p19_12', '大中专院校、中小学校引发的矛盾纠纷', '学校', 'Schools', 'xx', 12),
  ('governance19', 'p19_13', '海事渔事纠纷', '海事渔事', 'Sea and fishing', 'hsys', 13),
  ('governance19', 'p19_14', '干部作风等问题引发的矛盾纠纷', '干部作风', 'Conduct of officials', 'gbzf', 14),
  ('governance19', 'p19_15', '村务管理引发的矛盾纠纷', '村务管理', 'Village affairs', 'cwgl', 15),
  ('governance19', 'p19_16', '农村土地承包、农村集体“三资”及农民负担等问题引发的矛盾纠纷', '土地承包', 'Contract land, village assets', 'tdcb', 16),
  ('governance19', 'p19_17', '婚姻家庭邻里等各类民间纠纷', '婚姻邻里', 'Family and neighbours', 'hyll', 17),
  ('governance19', 'p19_18', '医患纠纷', '医患', 'Medical', 'yh', 18),
  ('governance19', 'p19_19', '其他', '其他', 'Other', 'qt', 19);

-- A newer list of a province, used on its platform.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('governance27', 'p27_01', '婚姻家庭', '婚姻家庭', 'Marriage and family', 'hyjt', 1),
  ('governance27', 'p27_02', '邻里纠纷', '邻里', 'Neighbours', 'll', 2),
  ('governance27', 'p27_03', '环境生态', '环境生态', 'Environment', 'hjst', 3),
  ('governance27', 'p27_04', '建筑工程', '建筑工程', 'Building', 'jzgc', 4),
  ('governance27', 'p27_05', '物业管理', '物业管理', 'Property management', 'wygl', 5),
  ('governance27', 'p27_06', '企业改制', '企业改制', 'Reform of enterprises', 'qygz', 6),
  ('governance27', 'p27_07', '司法活动', '司法活动', 'Courts and police', 'sfhd', 7),
  ('governance27', 'p27_08', '干部作风', '干部作风', 'Conduct of officials', 'gbzf', 8),
  ('governance27', 'p27_09', '劳资纠纷', '劳资', 'Labour and wages', 'lz', 9),
  ('governance27', 'p27_10', '征地拆迁', '征地拆迁', 'Land acquisition', 'zdcq', 10),
  ('governance27', 'p27_11', '军人安置', '军人安置', 'Resettled soldiers', 'jraz', 11),
  ('governance27', 'p27_12', '房屋和宅基地', '房屋宅基', 'House and homestead', 'fwhzjd', 12),
  ('governance27', 'p27_13', '农村“三资”', '农村三资', 'Village assets', 'ncsz', 13),
  ('governance27', 'p27_14', '农民负担', '农民负担', 'Burdens of farmers', 'nmfd', 14),
  ('governance27', 'p27_15', '院校问题', '院校问题', 'Schools', 'yxwt', 15),
  ('governance27', 'p27_16', '民族宗教', '民族宗教', 'Ethnic and religious', 'mzzj', 16),
  ('governance27', 'p27_17', '经济活动', '经济活动', 'Economic activity', 'jjhd', 17),
  ('governance27', 'p27_18', '山林土地', '山林土地', 'Forest and land', 'sltd', 18),
  ('governance27', 'p27_19', '医患纠纷', '医患', 'Medical', 'yh', 19),
  ('governance27', 'p27_20', '村（社区）务管理', '村务管理', 'Village affairs', 'cwgl', 20),
  ('governance27', 'p27_21', '行政执法活动', '行政执法', 'Administrative enforcement', 'xzzf', 21),
  ('governance27', 'p27_22', '海事渔事', '海事渔事', 'Sea and fishing', 'hsys', 22),
  ('governance27', 'p27_23', '交通及生产安全', '交通安全', 'Traffic and work safety', 'jtjscaq', 23),
  ('governance27', 'p27_24', '计划生育', '计划生育', 'Family planning', 'jhsy', 24),
  ('governance27', 'p27_25', '合同履行', '合同履行', 'Contract', 'htlx', 25),
  ('governance27', 'p27_26', '库区移民安置', '库区移民', 'Reservoir resettlement', 'kqym', 26),
  ('governance27', 'p27_27', '其他', '其他', 'Other', 'qt', 27);

-- 17 categories with their subtypes, used on platforms beside 事件规模: a code of four digits is one of the first two.
INSERT INTO label (dictionary, code, zh, zh_short, en, initials, position) VALUES
  ('governance17', 'p17_01', '婚恋家庭', '婚恋家庭', 'Marriage and family', 'hljt', 1),
  ('governance17', 'p17_0101', '恋爱及婚姻', '恋爱及婚姻', 'Love and marriage', 'lajhy', 2),
  ('governance17', 'p17_0102', '抚养赡养监护', '抚养赡养监护', 'Support and guardianship', 'fysyjh', 3),
  ('governance17', 'p17_0103', '分家与继承', '分家与继承', 'Division and inheritance', 'fjyjc', 4),
  ('governance17', 'p17_0199', '其他婚恋家庭', '其他婚恋家庭', 'Other family', 'qthljt', 5),
  ('governance17', 'p17_02', '邻里', '邻里', 'Neighbours', 'll', 6),
  ('governance17', 'p17_0201', '用水排水通行通风采光', '用水排水', 'Water, passage, light', 'yspstxtfcg', 7),
  ('governance17', 'p17_0202', '相邻土地建筑利用', '相邻土地', 'Use of adjoining land', 'xltdjzly', 8),
  ('governance17', 'p17_0203', '相邻污染损害防止', '相邻污染', 'Nuisance of neighbours', 'xlwrshfz', 9),
  ('governance17', 'p17_0299', '其他邻里', '其他邻里', 'Other neighbours', 'qtll', 10),
  ('governance17', 'p17_03', '人格权', '人格权', 'Personality rights', 'rgq', 11),
  ('governance17', 'p17_0301', '姓名肖像', '姓名肖像', 'Name and portrait', 'xmxx', 12),
  ('governance17', 'p17_0302', '名誉隐私', '名誉隐私', 'Honour and privacy', 'myys', 13),
  ('governance17', 'p17_0303', '身体健康及人身自由', '身体健康', 'Body, health, liberty', 'stjkjrszy', 14),
  ('governance17', 'p17_0399', '其他人格权', '其他人格权', 'Other personality rights', 'qtrgq', 15),
  ('governance17', 'p17_04', '物权相关', '物权相关', 'Property rights', 'wqxg', 16),
  ('governance17', 'p17_0401', '财物返还及损害赔偿', '财物返还', 'Return of or damage to things', 'cwfhjshpc', 17),
  ('governance17', 'p17_0402', '物业及其管理', '物业及其管理', 'Property management', 'wyjqgl', 18),
  ('governance17', 'p17_0403', '房屋等不动产登记', '房产登记', 'Registration of real estate', 'fwdbdcdj', 19),
  ('governance17', 'p17_0499', '其他物权', '其他物权', 'Other property rights', 'qtwq', 20),
  ('governance17', 'p17_05', '侵权相关', '侵权相关', 'Torts', 'qqxg', 21),
  ('governance17', 'p17_0501', '教育机构', '教育机构', 'Schools', 'jyjg', 22),
  ('governance17', 'p17_0502', '医疗损害', '医疗损害', 'Medical', 'ylsh', 23),
  ('governance17', 'p17_0503', '交通事故', '交通事故', 'Road accidents', 'jtsg', 24),
  ('governance17', 'p17_0504', '环境污染', '环境污染', 'Pollution', 'hjwr', 25),
  ('governance17', 'p17_0505', '产品责任', '产品责任', 'Product liability', 'cpzr', 26),
  ('governance17', 'p17_0506', '网络侵权', '网络侵权', 'Online torts', 'wlqq', 27),
  ('governance17', 'p17_0507', '劳务损害', '劳务损害', 'Injury at work for hire', 'lwsh', 28),
  ('governance17', 'p17_0599', '其他侵权', '其他侵权', 'Other torts', 'qtqq', 29),
  ('governance17', 'p17_06', '合同及相关', '合同及相关', 'Contract', 'htjxg', 30),
  ('governance17', 'p17_0601', '消费及服务', '消费及服务', 'Consumers and services', 'xfjfw', 31),
  ('governance17', 'p17_0602', '房产买卖租赁', '房产买卖租赁', 'Sale and rent of houses', 'fcmmzl', 32),
  ('governance17', 'p17_0603', '交易贸易', '交易贸易', 'Trade', 'jymy', 33),
  ('governance17', 'p17_0604', '运输仓储', '运输仓储', 'Transport and storage', 'yscc', 34),
  ('governance17', 'p17_0699', '其他合同', '其他合同', 'Other contract', 'qtht', 35),
  ('governance17', 'p17_07', '劳动人事争议', '劳动人事争议', 'Labour and personnel', 'ldrszy', 36),
  ('governance17', 'p17_0701', '劳动合同、劳务派遣', '劳动合同', 'Labour contract', 'ldhtlwpq', 37),
  ('governance17', 'p17_0702', '社会保险', '社会保险', 'Social insurance', 'shbx', 38),
  ('governance17', 'p17_0703', '福利待遇', '福利待遇', 'Benefits', 'fldy', 39),
  ('governance17', 'p17_0704', '人事争议', '人事争议', 'Personnel', 'rszy', 40),
  ('governance17', 'p17_0799', '其他劳动人事', '其他劳动人事', 'Other labour', 'qtldrs', 41),
  ('governance17', 'p17_08', '金融借贷', '金融借贷', 'Finance and lending', 'jrjd', 42),
  ('governance17', 'p17_0801', '证券基金期货', '证券基金期货', 'Securities', 'zqjjqh', 43),
  ('governance17', 'p17_0802', '投资信托理财', '投资信托理财', 'Investment', 'tzxtlc', 44),
  ('governance17', 'p17_0803', '保险', '保险', 'Insurance', 'bx', 45),
  ('governance17', 'p17_0804', '借贷及担保', '借贷及担保', 'Lending and security', 'jdjdb', 46),
  ('governance17', 'p17_0899', '其他金融', '其他金融', 'Other finance', 'qtjr', 47),
  ('governance17', 'p17_09', '土地及资源权属', '土地资源', 'Land and resources', 'tdjzyqs', 48),
  ('governance17', 'p17_0901', '土地承包经营', '土地承包经营', 'Contract land', 'tdcbjy', 49),
  ('governance17', 'p17_0902', '宅基地使用', '宅基地使用', 'Homestead', 'zjdsy', 50),
  ('governance17', 'p17_0903', '山林矿产', '山林矿产', 'Forest and minerals', 'slkc', 51),
  ('governance17', 'p17_0904', '水域水利', '水域水利', 'Waters', 'sysl', 52),
  ('governance17', 'p17_0999', '其他土地资源', '其他土地资源', 'Other land', 'qttdzy', 53),
  ('governance17', 'p17_10', '其他民商事', '其他民商事', 'Other civil and commercial', 'qtmss', 54),
  ('governance17', 'p17_1001', '知识产权', '知识产权', 'Intellectual property', 'zscq', 55),
  ('governance17', 'p17_1002', '公司企业设立解散', '公司企业', 'Companies', 'gsqysljs', 56),
  ('governance17', 'p17_1003', '海事海商', '海事海商', 'Maritime', 'hshs', 57),
  ('governance17', 'p17_1004', '竞争', '竞争', 'Competition', 'jz', 58),
  ('governance17', 'p17_1005', '票据与信用证', '票据与信用证', 'Bills and credits', 'pjyxyz', 59),
  ('governance17', 'p17_1006', '无因管理与不当得利', '无因管理', 'Unjust enrichment', 'wyglybddl', 60),
  ('governance17', 'p17_1099', '其他', '其他', 'Other', 'qt', 61),
  ('governance17', 'p17_11', '城乡建设发展', '城乡建设发展', 'Urban and rural building', 'cxjsfz', 62),
  ('governance17', 'p17_1101', '国有土地上房屋征收', '国有土地', 'Houses on state land', 'gytdsfwzs', 63),
  ('governance17', 'p17_1102', '农村集体土地征用', '农村集体', 'Taking of village land', 'ncjttdzy', 64),
  ('governance17', 'p17_1103', '城乡规划及拆违', '城乡规划', 'Planning, illegal buildings', 'cxghjcw', 65),
  ('governance17', 'p17_1104', '基础设施建设及市政市容', '基础设施', 'Public works', 'jcssjs', 66),
  ('governance17', 'p17_1105', '移民安置', '移民安置', 'Resettlement', 'ymaz', 67),
  ('governance17', 'p17_1199', '其他城乡建设', '其他城乡建设', 'Other building', 'qtcxjs', 68),
  ('governance17', 'p17_12', '涉民政', '涉民政', 'Civil affairs', 'smz', 69),
  ('governance17', 'p17_1201', '村（社区）选举和管理', '村务管理', 'Village elections and affairs', 'cxjhgl', 70),
  ('governance17', 'p17_1202', '优抚救助', '优抚救助', 'Relief, veterans', 'yfjz', 71),
  ('governance17', 'p17_1203', '区划边界', '区划边界', 'Boundaries of districts', 'qhbj', 72),
  ('governance17', 'p17_1299', '其他民政', '其他民政', 'Other civil affairs', 'qtmz', 73),
  ('governance17', 'p17_13', '其他行政执法', '其他行政执法', 'Other enforcement', 'qtxzzf', 74),
  ('governance17', 'p17_1301', '城市管理', '城市管理', 'City management', 'csgl', 75),
  ('governance17', 'p17_1302', '教育文体', '教育文体', 'Education and culture', 'jywt', 76),
  ('governance17', 'p17_1303', '工商税务', '工商税务', 'Trade and taxes', 'gssw', 77),
  ('governance17', 'p17_1304', '安全生产', '安全生产', 'Work safety', 'aqsc', 78),
  ('governance17', 'p17_1305', '交通运输', '交通运输', 'Transport', 'jtys', 79),
  ('governance17', 'p17_1306', '海事渔事', '海事渔事', 'Sea and fishing', 'hsys', 80),
  ('governance17', 'p17_1307', '计划生育', '计划生育', 'Family planning', 'jhsy', 81),
  ('governance17', 'p17_1399', '其他执法', '其他执法', 'Other enforcement', 'qtzf', 82),
  ('governance17', 'p17_14', '涉法涉诉', '涉法涉诉', 'Courts and police', 'sfss', 83),
  ('governance17', 'p17_1401', '涉公安', '涉公安', 'Police', 'sga', 84),
  ('governance17', 'p17_1402', '涉检察院', '涉检察院', 'Procuratorate', 'sjcy', 85),
  ('governance17', 'p17_1403', '涉法院', '涉法院', 'Courts', 'sfy', 86),
  ('governance17', 'p17_1404', '涉司法行政机关', '司法行政', 'Justice offices', 'ssfxzjg', 87),
  ('governance17', 'p17_15', '涉组织涉纪检', '涉组织涉纪检', 'Organisation and discipline', 'szzsjj', 88),
  ('governance17', 'p17_1501', '组织人事', '组织人事', 'Organisation', 'zzrs', 89),
  ('governance17', 'p17_1502', '干部作风', '干部作风', 'Conduct of officials', 'gbzf', 90),
  ('governance17', 'p17_1599', '其他组织纪检', '其他组织纪检', 'Other discipline', 'qtzzjj', 91),
  ('governance17', 'p17_16', '涉民族宗教', '涉民族宗教', 'Ethnic and religious', 'smzzj', 92),
  ('governance17', 'p17_1601', '涉民族', '涉民族', 'Ethnic', 'smz', 93),
  ('governance17', 'p17_1602', '涉宗教', '涉宗教', 'Religious', 'szj', 94),
  ('governance17', 'p17_99', '其他', '其他', 'Other', 'qt', 95);

-- The category of the same meaning in each other list, where there is one [ours]: a case that names a category of a
-- list which the file no longer counts by counts there. Never changed, like built_in.
CREATE TABLE same_category (
  code         TEXT PRIMARY KEY,
  governance   TEXT NOT NULL,
  governance19 TEXT NOT NULL,
  governance27 TEXT NOT NULL,
  governance17 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO same_category (code, governance, governance19, governance27, governance17) VALUES
  ('g01', '', 'p19_17', 'p27_01', 'p17_01'),
  ('g02', '', 'p19_17', 'p27_02', 'p17_02'),
  ('g03', '', 'p19_17', 'p27_12', 'p17_0902'),
  ('g04', '', 'p19_05', 'p27_18', 'p17_09'),
  ('g05', '', 'p19_03', 'p27_10', 'p17_11'),
  ('g06', '', 'p19_07', 'p27_09', 'p17_07'),
  ('g07', '', 'p19_18', 'p27_19', 'p17_0502'),
  ('g08', '', 'p19_04', 'p27_05', 'p17_0402'),
  ('g09', '', 'p19_09', 'p27_03', 'p17_0504'),
  ('g10', '', 'p19_19', 'p27_23', 'p17_0503'),
  ('g11', '', 'p19_06', 'p27_25', 'p17_06'),
  ('g12', '', 'p19_06', 'p27_17', 'p17_06'),
  ('g13', '', 'p19_06', 'p27_17', 'p17_0601'),
  ('g14', '', 'p19_12', 'p27_15', 'p17_0501'),
  ('g15', '', 'p19_10', 'p27_07', 'p17_14'),
  ('g16', '', 'p19_15', 'p27_20', 'p17_1201'),
  ('g17', '', 'p19_06', 'p27_17', 'p17_0804'),
  ('g18', '', 'p19_17', 'p27_27', 'p17_05'),
  ('g19', '', 'p19_19', 'p27_27', 'p17_99'),
  ('p19_01', '', '', 'p27_16', 'p17_16'),
  ('p19_02', '', '', 'p27_11', 'p17_1202'),
  ('p19_03', 'g05', '', 'p27_10', 'p17_11'),
  ('p19_04', 'g08', '', '', ''),
  ('p19_05', 'g04', '', 'p27_18', 'p17_09'),
  ('p19_06', '', '', 'p27_17', ''),
  ('p19_07', 'g06', '', 'p27_09', 'p17_07'),
  ('p19_08', '', '', 'p27_06', ''),
  ('p19_09', 'g09', '', 'p27_03', 'p17_0504'),
  ('p19_10', 'g15', '', 'p27_07', 'p17_14'),
  ('p19_11', '', '', 'p27_21', 'p17_13'),
  ('p19_12', 'g14', '', 'p27_15', 'p17_0501'),
  ('p19_13', '', '', 'p27_22', 'p17_1306'),
  ('p19_14', '', '', 'p27_08', 'p17_1502'),
  ('p19_15', 'g16', '', 'p27_20', 'p17_1201'),
  ('p19_16', '', '', 'p27_13', 'p17_0901'),
  ('p19_18', 'g07', '', 'p27_19', 'p17_0502'),
  ('p19_19', 'g19', '', 'p27_27', 'p17_99'),
  ('p27_01', 'g01', 'p19_17', '', 'p17_01'),
  ('p27_02', 'g02', 'p19_17', '', 'p17_02'),
  ('p27_03', 'g09', 'p19_09', '', 'p17_0504'),
  ('p27_04', '', 'p19_04', '', ''),
  ('p27_05', 'g08', 'p19_04', '', 'p17_0402'),
  ('p27_06', '', 'p19_08', '', ''),
  ('p27_07', 'g15', 'p19_10', '', 'p17_14'),
  ('p27_08', '', 'p19_14', '', 'p17_1502'),
  ('p27_09', 'g06', 'p19_07', '', 'p17_07'),
  ('p27_10', 'g05', 'p19_03', '', 'p17_11'),
  ('p27_11', '', 'p19_02', '', 'p17_1202'),
  ('p27_12', 'g03', 'p19_17', '', 'p17_0902'),
  ('p27_13', '', 'p19_16', '', ''),
  ('p27_14', '', 'p19_16', '', ''),
  ('p27_15', 'g14', 'p19_12', '', 'p17_0501'),
  ('p27_16', '', 'p19_01', '', 'p17_16'),
  ('p27_17', '', 'p19_06', '', ''),
  ('p27_18', 'g04', 'p19_05', '', 'p17_09'),
  ('p27_19', 'g07', 'p19_18', '', 'p17_0502'),
  ('p27_20', 'g16', 'p19_15', '', 'p17_1201'),
  ('p27_21', '', 'p19_11', '', 'p17_13'),
  ('p27_22', '', 'p19_13', '', 'p17_1306'),
  ('p27_23', 'g10', 'p19_19', '', ''),
  ('p27_24', '', 'p19_11', '', 'p17_1307'),
  ('p27_25', 'g11', 'p19_06', '', 'p17_06'),
  ('p27_26', '', 'p19_03', '', 'p17_1105'),
  ('p27_27', 'g19', 'p19_19', '', 'p17_99'),
  ('p17_01', 'g01', 'p19_17', 'p27_01', ''),
  ('p17_02', 'g02', 'p19_17', 'p27_02', ''),
  ('p17_03', '', 'p19_17', '', ''),
  ('p17_0402', 'g08', 'p19_04', 'p27_05', ''),
  ('p17_0403', '', '', 'p27_12', ''),
  ('p17_05', 'g18', 'p19_17', '', ''),
  ('p17_0501', 'g14', 'p19_12', 'p27_15', ''),
  ('p17_0502', 'g07', 'p19_18', 'p27_19', ''),
  ('p17_0503', 'g10', 'p19_19', 'p27_23', ''),
  ('p17_0504', 'g09', 'p19_09', 'p27_03', ''),
  ('p17_0505', '', 'p19_06', 'p27_17', ''),
  ('p17_06', 'g11', 'p19_06', 'p27_25', ''),
  ('p17_0601', 'g13', 'p19_06', 'p27_17', ''),
  ('p17_07', 'g06', 'p19_07', 'p27_09', ''),
  ('p17_08', '', 'p19_06', 'p27_17', ''),
  ('p17_0804', 'g17', 'p19_06', 'p27_17', ''),
  ('p17_09', 'g04', 'p19_05', 'p27_18', ''),
  ('p17_0901', '', 'p19_16', '', ''),
  ('p17_0902', 'g03', 'p19_17', 'p27_12', ''),
  ('p17_1003', '', 'p19_13', 'p27_22', ''),
  ('p17_11', 'g05', 'p19_03', 'p27_10', ''),
  ('p17_1105', '', 'p19_03', 'p27_26', ''),
  ('p17_1201', 'g16', 'p19_15', 'p27_20', ''),
  ('p17_1202', '', 'p19_02', 'p27_11', ''),
  ('p17_13', '', 'p19_11', 'p27_21', ''),
  ('p17_1306', '', 'p19_13', 'p27_22', ''),
  ('p17_1307', '', 'p19_11', 'p27_24', ''),
  ('p17_14', 'g15', 'p19_10', 'p27_07', ''),
  ('p17_15', '', 'p19_14', 'p27_08', ''),
  ('p17_16', '', 'p19_01', 'p27_16', ''),
  ('p17_99', 'g19', 'p19_19', 'p27_27', '');
-- A subtype means what its category means, unless it is listed itself.
INSERT OR IGNORE INTO same_category
  SELECT l.code, s.governance, s.governance19, s.governance27, '' FROM label l
  JOIN same_category s ON s.code = substr(l.code, 1, 6) WHERE l.dictionary = 'governance17';

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
  screened_on    TEXT CHECK (screened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),  -- 排查日期: the screening that found it
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
  closing_reason TEXT NOT NULL DEFAULT '',     -- why it was declined, or ended without an agreement
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
CREATE INDEX dispute_village  ON dispute (village, accepted_on, id);
CREATE INDEX dispute_type_on  ON dispute (type, accepted_on, id);
CREATE INDEX dispute_source   ON dispute (source, accepted_on, id);
CREATE INDEX dispute_screened ON dispute (screened_on, id) WHERE screened_on IS NOT NULL;
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
  delivery   TEXT NOT NULL DEFAULT '',           -- 送达地址; empty where it is the address
  id_number  TEXT NOT NULL DEFAULT '',
  representative TEXT NOT NULL DEFAULT '',
  -- Who it is, however it is written: the name without the dots of minority names, simplified; the number without what is
  -- typed between its digits, one of 18 characters as the 15 digits that it was before 1999. For comparisons only. Filled
  -- by every save: computed here, they took half of the time of a row.
  called     TEXT NOT NULL DEFAULT '',
  number_key TEXT NOT NULL DEFAULT '',
  UNIQUE (dispute, uuid)
) STRICT;
CREATE INDEX party_called ON party (called, dispute);

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
                      confirmation = 'not_taken' OR confirmation = 'dismissed' OR confirmation = 'unfit'),
  court        TEXT NOT NULL DEFAULT '',
  applied_on TEXT CHECK (applied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  decision     TEXT NOT NULL DEFAULT '',         -- 裁定书文号
  refusal_ground TEXT                            -- 民诉法解释 art. 355
               CHECK (refusal_ground IN ('scope', 'court', 'status', 'procedure', 'rights')),
  refusal_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- The parts of a case, each with its day. A part is known by its uuid within the case.

CREATE TABLE agent (                             -- 代理人 of a party
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  party   BLOB NOT NULL CHECK (length(party) = 16),
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('statutory', 'appointed', 'lawyer')),
  relation TEXT NOT NULL DEFAULT '',             -- 与当事人的关系
  authority TEXT CHECK (authority IN ('general', 'special')),
  id_number TEXT NOT NULL DEFAULT '',
  phone   TEXT NOT NULL,
  note    TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation (                     -- 调查
  dispute  INTEGER NOT NULL REFERENCES dispute (id),
  uuid     BLOB NOT NULL CHECK (length(uuid) = 16),
  on_date  TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at_time  TEXT CHECK (at_time GLOB '[0-9][0-9]:[0-9][0-9]'),
  place    TEXT NOT NULL,
  attendees TEXT NOT NULL,
  asked    TEXT NOT NULL,
  by_whom  TEXT NOT NULL,
  recorder TEXT NOT NULL,
  record   TEXT NOT NULL,
  PRIMARY KEY (dispute, uuid)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (                          -- 证据
  dispute INTEGER NOT NULL REFERENCES dispute (id),
  uuid    BLOB NOT NULL CHECK (length(uuid) = 16),
  name    TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  copies  INTEGER CHECK (copies >= 0),
  pages   INTEGER CHECK (pages >= 0),
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
  dispute  BLOB CHECK (length(dispute) = 16),    -- the case that it belongs to, where it is said; its row may come later
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT
) STRICT;
CREATE INDEX service_on ON service (on_date);
CREATE INDEX service_counted ON service (on_date, kind, unit, quantity, office, dispute, void_reason) WHERE void_reason IS NULL;

-- Screenings: how often disputes were looked for (times), and how many were found.
CREATE TABLE screening (
  id       INTEGER PRIMARY KEY,
  uuid     BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  office   INTEGER NOT NULL DEFAULT 1 REFERENCES office (id),
  village  INTEGER REFERENCES office (id),
  on_date  TEXT NOT NULL DEFAULT '1900-01-01' CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  times    INTEGER NOT NULL DEFAULT 1 CHECK (times >= 0),
  found    INTEGER NOT NULL DEFAULT 0 CHECK (found >= 0),
  category TEXT,                                 -- 综治类别 of what was found
  band     TEXT CHECK (band IN ('under50', 'to100', 'to500', 'over500')),   -- 涉及人数 of each
  difficulty TEXT CHECK (difficulty IN ('1', '2', '3', '4')),
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
  value    INTEGER NOT NULL DEFAULT 0 CHECK (value >= 0),   -- all digits; the last of them are decimals
  decimals INTEGER CHECK (decimals BETWEEN 1 AND 6),        -- how many; none: a whole number
  unit     TEXT NOT NULL DEFAULT '',
  owner    TEXT NOT NULL DEFAULT '',             -- who supplies it; empty: as in the catalogue
  rule     TEXT CHECK (rule IN ('sum', 'last')), -- what its months make of a year; none: as in the catalogue
  note     TEXT NOT NULL DEFAULT '',
  void_reason TEXT,
  CHECK (from_on <= to_on)
) STRICT;
CREATE INDEX indicator_to ON indicator (to_on);
CREATE INDEX indicator_counted ON indicator (to_on, from_on, name, unit, value, decimals, owner, rule, office, uuid, void_reason)
  WHERE void_reason IS NULL;

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

-- The search index: single characters, bigrams and pinyin initials of all texts of a case, folded (lower case, half width,
-- simplified); its office, type and outcome as one term each. The program hands it words that are folded already, with
-- spaces between them: nothing but ASCII needs to be told apart.
CREATE VIRTUAL TABLE search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
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
  governance   TEXT NOT NULL,
  governance19 TEXT NOT NULL,
  governance27 TEXT NOT NULL,
  governance17 TEXT NOT NULL,
  owner      TEXT NOT NULL,
  decimals   INTEGER,
  rule       TEXT NOT NULL,
  PRIMARY KEY (dictionary, code)
) STRICT, WITHOUT ROWID;

INSERT INTO built_in
  SELECT 'dispute_type', code, parent, zh, zh_short, en, en_short, initials, position, '', governance,
    governance19, governance27, governance17, '', NULL, '' FROM dispute_type
  UNION ALL
  SELECT 'case_source', code, parent, zh, zh_short, en, en_short, initials, position, '', '', '', '', '', '', NULL, ''
    FROM case_source
  UNION ALL
  SELECT dictionary, code, NULL, zh, zh_short, en, en, initials, position, unit, '', '', '', '', owner, decimals, rule
    FROM label;
