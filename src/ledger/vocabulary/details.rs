//! What stands beside a name: sex, birth, telephone, ID number, address.

use chrono::NaiveDate;

use super::cells::phones;
use crate::domain::Sex;
use crate::domain::date_entry::parse_iso;
use crate::domain::fold::{clean_line, half_width, is_chinese};
use crate::domain::id_number::{IdCheck, check_credit_code, check_id_number, long_form};

/// Something about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    Sex(Sex),
    Ethnicity(String),
    Born(NaiveDate),
    Occupation(String),
    Phone(String),
    IdNumber(String),
    Address(String),
    /// A place that may also be a party: 红坪村.
    Place(String),
    /// Known, but without a field here: an age, a year of birth, a relation.
    Other,
    /// Nothing of these.
    None,
}

const PHONE: [&str; 8] = ["联系电话", "联系方式", "手机号码", "手机号", "电话号码", "手机", "电话", "电"];
const NUMBER: [&str; 6] = ["公民身份号码", "居民身份证号码", "身份证号码", "身份证号", "身份证", "证件号码"];
const LIVES: [&str; 12] = [
    "户籍所在地",
    "户籍地址",
    "现住址",
    "家庭住址",
    "居住地",
    "户籍地",
    "住所地",
    "住址",
    "地址",
    "现住",
    "家住",
    "住",
];
/// What somebody does.
pub(super) const OCCUPATIONS: &str = "农民 务农 村民 居民 个体 个体户 职工 工人 农民工 教师 学生 退休 退休职工 退休教师 退休干部 无业 \
                                      无 司机 医生 干部 护士 经商 打工 外出务工 务工 员工 公务员";

/// What else is said of somebody, without a field.
const OTHERS: &str = "业主 租户 房东 户主 已故 死者 未成年 群众 党员 中共党员 文盲 小学 初中 高中 中专 大专 本科 已婚 未婚 离异 丧偶";

/// The peoples of China, without 族.
const PEOPLES: &str = "汉 土家 苗 回 满 壮 侗 彝 藏 蒙古 维吾尔 布依 朝鲜 瑶 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 高山 拉祜 水 佤 纳西 \
                       羌 土 仫佬 锡伯 柯尔克孜 达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京 基诺 德昂 保安 俄罗斯 裕固 \
                       乌孜别克 门巴 鄂伦春 独龙 塔塔尔 赫哲 珞巴";

/// Whether a word only says what follows it: 电话, 身份证号.
pub(super) fn announces(word: &str) -> bool {
    let word = word.trim_end_matches(['：', ':']);
    PHONE.contains(&word) || NUMBER.contains(&word) || LIVES.contains(&word)
}

/// Reads one piece of text beside a name.
pub fn detail(text: &str) -> Detail {
    let folded = half_width(text);
    let text = folded.trim().trim_end_matches(['。', '.']);
    let behind = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .map(|rest| rest.trim_start_matches([':', '是', '为', ' ']))
    };
    match text.strip_prefix("性别").unwrap_or(text).trim_start_matches([':', ' ']) {
        "男" | "男性" => return Detail::Sex(Sex::Male),
        "女" | "女性" => return Detail::Sex(Sex::Female),
        _ => {}
    }
    if let Some(number) = number_of(behind(&NUMBER).unwrap_or(text)) {
        return Detail::IdNumber(number);
    }
    if let Some(phones) = phones(behind(&PHONE).unwrap_or(text)) {
        return Detail::Phone(phones.join("、"));
    }
    if is_birth_or_age(text) {
        return born(text).map_or(Detail::Other, Detail::Born);
    }
    if let Some(place) = behind(&LIVES).filter(|place| place.chars().count() >= 2) {
        return Detail::Address(clean_line(place));
    }
    let people = text.strip_prefix("民族").unwrap_or(text).trim_start_matches([':', ' ']);
    if super::has(PEOPLES, people.strip_suffix('族').unwrap_or(people)) {
        return Detail::Ethnicity(format!("{}族", people.trim_end_matches('族')));
    }
    let work = text.strip_prefix("职业").unwrap_or(text).trim_start_matches([':', ' ']);
    if super::has(OCCUPATIONS, work) && (work != "无" || work.len() < text.len()) {
        return Detail::Occupation(work.to_owned());
    }
    if super::has(OTHERS, text) {
        return Detail::Other;
    }
    place(text)
}

/// An ID number or a credit code.
fn number_of(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let number = number.to_ascii_uppercase();
    let is_number = matches!(check_id_number(&number), IdCheck::Valid { .. })
        || long_form(&number).is_some()
        || (number.len() == 18 && number.bytes().take(17).all(|b| b.is_ascii_digit()))
        || (number.len() == 18 && check_credit_code(&number) == IdCheck::Organisation);
    is_number.then_some(number)
}

fn is_birth_or_age(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let years =
        text.trim_end_matches("左右").strip_suffix('岁').map(|age| age.trim_end_matches(['周', '余', '多']));
    let says_age = years
        .is_some_and(|age| age.ends_with(|c: char| is_digit(c) || "十一二三四五六七八九".contains(c)))
        || text.strip_prefix("年龄").is_some_and(|age| age.contains(is_digit));
    let born = text.contains(is_digit)
        && (text.ends_with('生')
            || text.ends_with("出生")
            || text.starts_with("出生")
            || text.starts_with("生于"));
    let year = text.trim_end_matches(['年', '月']).replace('年', ".");
    let is_year = text.contains(['年', '.'])
        && year.split('.').all(|part| part.parse::<u32>().is_ok())
        && year.split('.').next().is_some_and(|year| year.len() == 4);
    says_age || is_year || born || (text.starts_with(is_digit) && born_day(text).is_some())
}

fn born(text: &str) -> Option<NaiveDate> {
    let text = text
        .trim_end_matches(['生', '出'])
        .trim_start_matches(['出', '生', '于', '日', '期', ':', '年', '月', ' ']);
    born_day(text)
}

/// A whole day: a year alone is none.
fn born_day(text: &str) -> Option<NaiveDate> {
    let plain = text.trim().replace(['年', '月', '.', '/'], "-").replace('日', "");
    let parts: Vec<u32> = plain.split('-').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = parts.as_slice() else { return None };
    parse_iso(&format!("{year:04}-{month:02}-{day:02}")).filter(|_| (1900..2100).contains(year))
}

/// 红坪镇红坪村人, 红坪村3组, 人民路5号.
fn place(text: &str) -> Detail {
    let length = text.chars().count();
    let text = text.trim_start_matches(['系', '是']);
    if text.contains(['均', '都', '为']) || announces(text) {
        return Detail::None;
    }
    if let Some(place) =
        text.strip_suffix('人').filter(|place| place.ends_with(['村', '镇', '乡', '县', '市', '组']))
    {
        return Detail::Address(clean_line(place));
    }
    let ends = ["村", "组", "号", "室", "社区", "小区", "镇", "乡"].iter().any(|end| text.ends_with(end));
    let is_place = text.chars().all(|c| is_chinese(c) || c.is_ascii_alphanumeric() || matches!(c, '-' | '#'));
    if ends && is_place && length >= 3 { Detail::Place(clean_line(text)) } else { Detail::None }
}
