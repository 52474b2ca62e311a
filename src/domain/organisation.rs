//! 单位: what the name of a party says about its kind, and how texts shorten the name of an organisation.
//!
//! The table is data. It cannot know a register, so it goes by the form that a name must have: a company's ends in 公司
//! (公司法 art. 7), so that a 厂, 店 or 酒店 without it is seldom a legal person. A household in business (个体工商户)
//! belongs to natural persons in 民法典 art. 54, but is a party under its trade name (民诉法解释 art. 59) and has a
//! credit code: it is entered as 非法人组织, because what is asked of 自然人 (sex, ethnicity, age) cannot be asked of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::char_set::CharSet;
use super::fold::{clean_name, half_width, half_width_char, is_chinese};
use super::surname::{begins_with_compound, fits_person};
use super::vocabulary::PartyKind;

/// The endings of names and the kind that each gives; the longest one decides.
const ENDINGS: &[(PartyKind, &str)] = &[
    // 营利法人 (民法典 art. 76)
    (PartyKind::Company, "公司 集团 银行 信用社 信用联社"),
    // 机关法人, 事业单位法人 and 社会团体法人 (arts 88, 90, 97)
    (
        PartyKind::Company,
        "政府 委员会 管委会 邮政 人大 政协 法院 检察院 党委 纪委 街道办 办事处 局 公安局 林业局 林草局 林管局 水利局 水务局 \
         国土局 国资局 国税局 国资委 文化局 文旅局 文体局 广电局 安监局 卫健局 卫健委 卫生局 计生局 应急局 司法局 房管局 \
         医院 卫生院 学校 小学 中学 高中 党校 学院 大学 幼儿园 福利院 敬老院 养老院 院 中心 研究所 研究院 \
         站 林业站 林管站 水利站 水管站 水文站 文化站 广电站 安监站 卫生站 计生站 农技站 林场 \
         文化馆 图书馆 博物馆 档案馆 纪念馆 殡仪馆 协会 学会 商会 工会 联合会 基金会 妇联 工商联 红十字会 社区",
    ),
    // 特别法人: cooperatives and village bodies (arts 96, 100, 101); a village as party is its committee.
    (PartyKind::Company, "合作社 合作联社 供销社 村委会 村民委员会 村委 居委会 居民委员会 居委 家村 村"),
    // Branches and outposts, which have no legal personality of their own (民法典 art. 74)
    (
        PartyKind::Group,
        "分公司 支公司 支行 分行 分店 分厂 分社 分理处 营业部 营业厅 营业所 储蓄所 代办处 办公室 项目部 指挥部 派出所 \
         司法所 国土所 土管所 林业所 林管所 水管所 房管所 车管所 文管所 卫生所 国税所 所 支部 党支部 部 大队 中队 支队",
    ),
    // Bodies of residents, and partnerships (art. 102)
    (
        PartyKind::Group,
        "业委会 业主委员会 家委会 物管会 理事会 村民小组 居民小组 小组 组 事务所 合伙企业 工作室 企业",
    ),
    // Enterprises of one owner, and households in business
    (
        PartyKind::Group,
        "厂 水厂 店 商行 车行 粮行 经营部 门市部 门市 超市 商场 商店 市场 酒店 宾馆 饭店 旅馆 旅社 旅行社 药店 饭馆 餐馆 茶馆 \
         面馆 照相馆 馆 餐厅 酒楼 茶楼 客栈 民宿 农家乐 山庄 农庄 鱼庄 饭庄 庄园 度假村 家庭农场 农场 养殖场 养猪场 养鸡场 养殖户 \
         种植园 种植场 场 茶场 采石场 石料场 砂石场 砂场 木材场 电站 水电站 加油站 充电站 洗车站 驿站 快递站 收购站 维修站 \
         服务站 诊所 卫生室 药房 药铺 网吧 作坊 豆腐坊 酒坊 油坊 理发室 工程队 施工队 建筑队 包工队 运输队 队 个体工商户",
    ),
];

/// The endings by their last characters: an import asks for those of every name, several times.
static BY_LAST: LazyLock<HashMap<char, Vec<(PartyKind, &str)>>> = LazyLock::new(|| {
    let mut by_last: HashMap<char, Vec<(PartyKind, &str)>> = HashMap::new();
    for (kind, endings) in ENDINGS {
        for ending in endings.split_whitespace() {
            by_last.entry(ending.chars().next_back().unwrap_or_default()).or_default().push((*kind, ending));
        }
    }
    by_last
});

/// Their last characters.
static LAST: LazyLock<CharSet> = LazyLock::new(|| BY_LAST.keys().copied().collect());

/// Endings of several characters that are also given names: 李中心, 王林场. Those of one character all are.
const GIVEN: [&str; 5] = ["中心", "林场", "电站", "高中", "邮政"];

/// Endings of one character that end no given name of two: 李厂 may be a person, 水泥厂 is none.
const DECIDING: [&str; 2] = ["厂", "局"];

/// What stands before 村 in a given name: 刘建村. Anything else is the name of a village: 龙潭村.
const BEFORE_VILLAGE: &str = "建小大学志新文德永春荣福树富国立明金玉";

/// Words that begin with a surname, and are what a shop or a team is for: 水果店, 麻将馆.
const TRADES: &str = "水果 水产 水族 水暖 文具 包子 米粉 童装 时装 成衣 钟表 广告 古玩 古董 皮具 毛线 石材 金银 路边 温泉 平价 \
    麻将 武术 花木 苗木 鱼苗 龙舟 安装 安保 卫生";

/// Whole names of two characters that are words, though the first one is a surname.
const SHOPS: [&str; 8] = ["金店", "花店", "米店", "鱼店", "水站", "石场", "马场", "乐队"];

/// Words after which the name of whoever represents the organisation stands.
const REPRESENTED: [&str; 5] = ["法定代表人", "法人代表", "负责人", "经营者", "投资人"];

/// The legal forms that a text leaves out: 青山旅游公司 for 青山旅游有限责任公司.
const FORMS: [&str; 4] = ["有限责任公司", "股份有限公司", "集团有限公司", "有限公司"];

/// The divisions at the beginning of a name, of which a text leaves out the place.
const DIVISIONS: [char; 8] = ['省', '市', '州', '区', '县', '旗', '镇', '乡'];

/// The kind of party that a name tells; a natural person where it tells nothing.
pub fn kind_of(name: &str) -> PartyKind {
    let bare = bare(name);
    let Some((kind, ending)) = ending(&bare) else { return PartyKind::Person };
    if fits_person(&bare) && may_be_given(&bare, ending) { PartyKind::Person } else { kind }
}

/// Whether a name that fits a person's may end so by its given name: 李中心, 赵小店, but not 水泥厂 or 金店.
fn may_be_given(bare: &str, ending: &str) -> bool {
    let before = bare.strip_suffix(ending).unwrap_or_default();
    if ending.chars().count() > 1 {
        return GIVEN.contains(&ending) && !before.is_empty();
    }
    let length = before.chars().count();
    let is_surname = length == 1 || length == 2 && begins_with_compound(before);
    let is_village = ending == "村"
        && length == 2
        && !before.chars().next_back().is_some_and(|c| BEFORE_VILLAGE.contains(c));
    let is_word =
        is_village || SHOPS.contains(&bare) || TRADES.split_whitespace().any(|trade| trade == before);
    !is_word && (is_surname || !DECIDING.contains(&ending))
}

/// Whether the name ends as that of an organisation, even where it is taken for a person's: 王店.
pub fn may_be_organisation(name: &str) -> bool {
    ending(&bare(name)).is_some()
}

/// The ending by which an organisation is still known as one when its name is hidden.
pub fn ending_of(name: &str) -> Option<&'static str> {
    ending(&bare(name)).map(|(_, ending)| ending)
}

fn ending(bare: &str) -> Option<(PartyKind, &'static str)> {
    let last = bare.chars().next_back().filter(|last| LAST.has(*last))?;
    let all = BY_LAST.get(&last)?.iter().copied();
    all.filter(|(_, ending)| bare.ends_with(ending)).max_by_key(|(_, ending)| ending.len())
}

/// The name in half width, without the notes behind it: 青山公司（法定代表人张三） as 青山公司.
fn bare(name: &str) -> Cow<'_, str> {
    // As the names of nearly all people are. A note has more than four characters, and 等 is taken off.
    if name.chars().count() <= 4 && name.chars().all(is_chinese) && !name.ends_with('等') {
        return name.into();
    }
    let folded = half_width(&clean_name(name));
    let mut bare = folded.as_str();
    for word in ["法定代表人", "法人代表"] {
        if let Some((before, _)) = bare.split_once(word).filter(|(before, _)| !before.is_empty()) {
            bare = before;
        }
    }
    loop {
        let shorter = bare.trim_end_matches(|c: char| !c.is_alphanumeric() && !CLOSING.contains(&c));
        let shorter = shorter.strip_suffix('等').filter(|rest| ending(rest).is_some()).unwrap_or(shorter);
        let shorter = without_note(shorter);
        if shorter.len() == bare.len() {
            return bare.to_owned().into();
        }
        bare = shorter;
    }
}

const OPENING: [char; 5] = ['(', '[', '【', '〔', '〈'];
const CLOSING: [char; 5] = [')', ']', '】', '〕', '〉'];

/// Without a note in brackets at the end, closed or cut off; one that is all of the name stays.
fn without_note(name: &str) -> &str {
    let Some((at, _)) = name.char_indices().rfind(|(_, c)| OPENING.contains(c)) else { return name };
    let is_last = match name.char_indices().rfind(|(_, c)| CLOSING.contains(c)) {
        Some((close, mark)) => close < at || close + mark.len_utf8() == name.len(),
        None => true,
    };
    name.get(..at).filter(|rest| is_last && !rest.trim().is_empty()).unwrap_or(name)
}

/// The name of an organisation as texts may write it: whole, or shortened to 青山公司 or 青山旅游.
#[derive(Debug, Clone)]
pub struct Called {
    /// Without notes.
    whole: Vec<char>,
    /// Without the place and the legal form: 青山旅游开发.
    core: Vec<char>,
    ending: Vec<char>,
}

impl Called {
    /// The least of the core that stands for the name by itself.
    const LEAST: usize = 4;

    /// The ways in which that name may be written.
    pub fn of(name: &str) -> Self {
        let whole = bare(name);
        let ending = ending_of(name).unwrap_or_default();
        let form = FORMS.iter().copied().chain([ending]).find(|form| whole.ends_with(form));
        let core = whole.strip_suffix(form.unwrap_or_default()).unwrap_or(&whole);
        let core = without_place(core);
        Self { core, ending: ending.chars().collect(), whole: whole.chars().collect() }
    }

    /// How many bytes at the beginning of the text are its name; 0 where the text begins otherwise.
    pub fn length_at(&self, text: &str) -> usize {
        // Every character of every text comes through here.
        if !text.chars().next().is_some_and(|first| self.whole.contains(&half_width_char(first))) {
            return 0;
        }
        let chars = self.shortened(text).max(self.core_at(text));
        text.chars().take(chars).map(char::len_utf8).sum()
    }

    /// Characters of the name in its order up to its ending, at least two before it: 青山公司.
    fn shortened(&self, text: &str) -> usize {
        let mut rest = self.whole.iter();
        let same = text.chars().map(half_width_char).take_while(|c| rest.any(|known| known == c));
        let taken: Vec<char> = same.collect();
        let least = self.ending.len() + 2;
        let is_name = |length: &usize| taken.get(..*length).is_some_and(|name| name.ends_with(&self.ending));
        let named = (least..=taken.len()).rev().find(is_name).filter(|_| !self.ending.is_empty());
        // A short name has less before its ending, and one without an ending has only itself.
        let whole = taken == self.whole;
        if whole && self.whole.len() > 1 { taken.len() } else { named.unwrap_or(0) }
    }

    /// A part of the core. Its last words alone are those of a trade, which any text may have: 旅游开发.
    fn core_at(&self, text: &str) -> usize {
        let text: Vec<char> = text.chars().map(half_width_char).take(self.core.len()).collect();
        let from = |at: usize| {
            let core = self.core.get(at..).unwrap_or_default();
            let length = core.iter().zip(&text).take_while(|(known, said)| known == said).count();
            let is_trade = at > 0 && at + length == self.core.len() && length == Self::LEAST;
            if length < Self::LEAST || is_trade { 0 } else { length }
        };
        (0..self.core.len()).map(from).max().unwrap_or(0)
    }
}

/// Who is named in a note as representing the organisation.
pub fn represented_by(name: &str) -> Vec<String> {
    let folded = half_width(name);
    let after = REPRESENTED.iter().flat_map(|word| folded.split(word).skip(1));
    let name = |after: &str| {
        let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
        after.chars().take_while(|c| c.is_alphanumeric() || *c == '·').collect::<String>()
    };
    after.map(name).filter(|name| (2..=8).contains(&name.chars().count())).collect()
}

/// The name behind its place; 阳光小区 is none.
fn without_place(name: &str) -> Vec<char> {
    let mut chars: Vec<char> = name.chars().collect();
    let is_place = |at: usize| {
        let is_estate = chars[at] == '区' && "小社园景校".contains(chars[at - 1]);
        DIVISIONS.contains(&chars[at]) && !is_estate
    };
    let mut from = 0;
    while let Some(at) = (from + 1..chars.len().min(from + 7)).find(|at| is_place(*at)) {
        from = at + 1;
        // 柳州市 has two of them.
        while chars.get(from).is_some_and(|c| DIVISIONS.contains(c)) {
            from += 1;
        }
    }
    chars.split_off(from)
}

#[cfg(test)]
mod tests;
