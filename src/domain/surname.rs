//! 姓: the surnames of nearly everybody, by which a name is taken for that of a person.

use std::sync::LazyLock;

use super::char_set::CharSet;
use super::fold::is_chinese;

/// The surnames of nearly everybody.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任\
    沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤柳尤华\
    奚柏喻章云昌苗凤花俞鲍费岑倪滕殷毕安常乐时傅皮卞齐康伍元卜平和穆萧湛祁狄米贝明臧计伏成谈茅庞纪舒屈项祝阮蓝闵\
    席季麻强路娄危童颜梅盛刁骆樊凌霍虞支柯管解应宗宣邢荣翁左吉甘班仰仲宁仇祖单洪包葛温庄晏柴瞿阎充慕连茹习宦艾鱼\
    容古易慎戈终居衡步都耿满弘匡国文寇广东欧殳沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚那简饶空欧阳诸尉司上官水窦区查曲\
    盖褚卫戚郎鲁\
    谌涂赖辜冉佘牟钮阙邝桑鄢帅荆仝逯冼詹屠裘缪嵇翟蹇甄谯仉卓郜冀隋邸郇呂張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭葉蔣蘇盧鍾鐘譚\
    陸範賈韋鄒錢嚴萬龍賀顧龔莊賴塗湯閻聶戰畢齊龐陽寧閔簡饒魯衛應駱譙歐費";

/// 复姓
const COMPOUND: [&str; 58] = [
    "欧阳", "歐陽", "诸葛", "諸葛", "尉迟", "上官", "司马", "司馬", "司徒", "司空", "司寇", "东方", "东郭",
    "南宫", "南门", "西门", "夏侯", "皇甫", "慕容", "令狐", "长孙", "公孙", "仲孙", "宇文", "轩辕", "端木",
    "独孤", "赫连", "澹台", "闻人", "公冶", "公羊", "公良", "公西", "太史", "太叔", "申屠", "钟离", "鲜于",
    "闾丘", "万俟", "宗政", "濮阳", "淳于", "单于", "左丘", "百里", "呼延", "羊舌", "微生", "梁丘", "颛孙",
    "亓官", "拓跋", "乐正", "漆雕", "宰父", "段干",
];

/// [`SURNAMES`], and how those of [`COMPOUND`] begin: every name of an import is looked at several times.
static SINGLE: LazyLock<CharSet> = LazyLock::new(|| SURNAMES.chars().collect());
static BEGINNINGS: LazyLock<CharSet> =
    LazyLock::new(|| COMPOUND.iter().filter_map(|surname| surname.chars().next()).collect());

/// Whether the character is a common surname.
pub fn is_surname(c: char) -> bool {
    SINGLE.has(c)
}

/// Whether the name begins with a surname of two characters.
pub fn begins_with_compound(name: &str) -> bool {
    BEGINNINGS.begins(name) && COMPOUND.iter().any(|surname| name.starts_with(surname))
}

/// Whether a name has the length and the beginning of a person's: a surname, and one or two characters.
pub fn fits_person(name: &str) -> bool {
    let length = name.chars().count();
    let single = (2..=3).contains(&length) && name.chars().next().is_some_and(is_surname);
    let compound = (3..=4).contains(&length) && begins_with_compound(name);
    (single || compound) && name.chars().all(is_chinese)
}
