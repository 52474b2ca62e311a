use super::*;

/// Applicants, a slash, respondents; third parties behind another slash.
fn sides(text: &str) -> String {
    let people = both_sides(text);
    let of = |side: Side| {
        let all = people.all.iter().filter(|said| said.side == Some(side));
        all.map(|said| said.name.as_str()).collect::<Vec<_>>().join("+")
    };
    let third = of(Side::Third);
    let third = if third.is_empty() { third } else { format!("/{third}") };
    format!("{}/{}{third}", of(Side::Applicant), of(Side::Respondent))
}

/// Each line: what all the texts before the arrow, separated by two bars, are.
const SIDES: &str = include_str!("sides.txt");

/// Catches: a splitter that tears 和 out of a name or a place, leaves a mark, a word or a label in a name, or lets a word
/// bind tighter than a mark.
#[test]
fn both_sides_by_the_grammar() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in SIDES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (texts, wanted) = line.split_once(" => ").unwrap();
        for text in texts.split("||") {
            let text = text.replace("\\n", "\n");
            count += 1;
            if sides(&text) != wanted {
                wrong.push(format!("{text:?}: {} instead of {wanted}", sides(&text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 120, "{count}");
}

/// Cells with everything that is to be read from them.
const CELLS: &str = include_str!("cells.txt");

/// People as the table writes them.
fn written(people: &People, side: Option<Side>) -> String {
    let one = |said: &Said| {
        let sex =
            said.sex.map(|sex| if sex == Sex::Male { "男" } else { "女" }.to_owned()).unwrap_or_default();
        let born = said.born_on.map(|on| on.to_string()).unwrap_or_default();
        let texts = [&said.occupation, &said.phone, &said.id_number, &said.address];
        let all = [sex, said.ethnicity.clone(), born].into_iter().chain(texts.into_iter().cloned());
        let known: Vec<String> = all.filter(|word| !word.is_empty()).collect();
        if known.is_empty() { said.name.clone() } else { format!("{}（{}）", said.name, known.join("、")) }
    };
    let all = people.all.iter().filter(|said| side.is_none() || said.side == side);
    all.map(one).collect::<Vec<_>>().join("、")
}

/// Everything that is read from a cell, as the table writes it.
fn read(cell: &str, of_both: bool) -> String {
    let people = if of_both { both_sides(cell) } else { people(cell) };
    let mut text = written(&people, if of_both { Some(Side::Applicant) } else { None });
    if of_both {
        let third = written(&people, Some(Side::Third));
        text += &format!(" / {}", written(&people, Some(Side::Respondent)));
        text += &if third.is_empty() { third } else { format!(" / {third}") };
    }
    let more = people.unnamed.map_or("还有人".to_owned(), |count| format!("还有{count}人"));
    let doubt = match people.doubt {
        Some(Doubt::Together) => Some("请核对"),
        Some(Doubt::Beside) => Some("原文保留"),
        Some(Doubt::OneSide) => Some("只有一方"),
        None => None,
    };
    let said: Vec<String> = people.more.then_some(more).into_iter().chain(doubt.map(str::to_owned)).collect();
    if said.is_empty() { text } else { format!("{text} ; {}", said.join("、")) }
}

/// Catches: a number of a list, a word on a line of its own or an age taken for somebody; a family or a village lost or
/// taken for a name; what stands beside a name neither in its field nor said.
#[test]
fn cells_by_the_table() {
    let (mut count, mut of_both, mut wrong) = (0, true, Vec::new());
    for line in CELLS.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('[') {
            of_both = line.starts_with("[双方]");
            continue;
        }
        let Some((cell, wanted)) = line.split_once(" => ") else { continue };
        let cell = cell.replace("\\n", "\n");
        let said = read(&cell, of_both);
        count += 1;
        if said.trim() != wanted.trim() {
            wrong.push(format!("{cell:?}: {said} instead of {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 230, "{count}");
}

fn names(people: &People) -> Vec<&str> {
    people.all.iter().map(|said| said.name.as_str()).collect()
}

fn one(text: &str) -> Vec<Said> {
    people(text).all
}

/// Catches: a party called 女 or 45岁）, and details that are lost without a word.
#[test]
fn what_stands_beside_a_name_goes_to_its_field() {
    let said = &one("张三（男，45岁）")[0];
    assert_eq!((said.name.as_str(), said.sex), ("张三", Some(Sex::Male)));
    assert_eq!(people("张三（男，45岁）").doubt, Some(Doubt::Beside));
    let full =
        "王五，女，1960年3月5日出生，汉族，住红坪镇红坪村3组，电话13800001111，身份证号42902119800101002x";
    let said = &one(full)[0];
    assert_eq!((said.name.as_str(), said.sex), ("王五", Some(Sex::Female)));
    assert_eq!(said.born_on, NaiveDate::from_ymd_opt(1960, 3, 5));
    assert_eq!((said.phone.as_str(), said.address.as_str()), ("13800001111", "红坪镇红坪村3组"));
    assert_eq!(said.id_number, "42902119800101002X");
    let year = people("王五，女，1960年生，红坪镇红坪村人");
    assert_eq!((year.all.len(), year.all[0].born_on, year.doubt), (1, None, Some(Doubt::Beside)));
    assert_eq!(year.all[0].address, "红坪镇红坪村");
    for text in [
        "张三 13800001111",
        "张三13800001111",
        "张三（13800001111）",
        "张三，13800001111",
        "张三（电话：138 0000 1111）",
    ] {
        let people = people(text);
        assert_eq!(
            (people.all[0].phone.as_str(), people.all.len(), people.doubt),
            ("13800001111", 1, None),
            "{text}"
        );
        assert_eq!(people.all[0].name, "张三", "{text}");
    }
    for text in ["张三，男，李四，女", "张三（男）、李四（女）", "张三 男、李四 女"]
    {
        let all: Vec<_> = one(text).into_iter().map(|said| (said.name, said.sex)).collect();
        let wanted = [("张三".to_owned(), Some(Sex::Male)), ("李四".to_owned(), Some(Sex::Female))];
        assert_eq!(all, wanted, "{text}");
    }
    let agent = people("赵大山（已故，由其子赵小山代理）");
    assert_eq!((names(&agent), agent.doubt), (vec!["赵大山"], Some(Doubt::Beside)));
    assert_eq!(one("青山公司（法定代表人张三、电话略）")[0].name, "青山公司（法定代表人张三、电话略）");
}

/// Catches: a party called 张三等3人, a doubt where all are named, and one called 张 because his name has a 等 in it.
#[test]
fn more_people_than_are_named() {
    for (text, unnamed) in [
        ("张三等3人", Some(2)),
        ("张三等３人", Some(2)),
        ("张三等十二人", Some(11)),
        ("张三、李四等5人", Some(3)),
        ("张三等三户", None),
        ("张三等12户村民", None),
        ("张三等", None),
        ("张三等十余人", None),
        ("张三及其家属", None),
    ] {
        let people = people(text);
        assert_eq!((names(&people)[0], people.more, people.unnamed), ("张三", true, unnamed), "{text}");
    }
    for text in ["张三、李四等2人", "张三、李四 2人"] {
        let people = people(text);
        assert_eq!((names(&people), people.more), (vec!["张三", "李四"], false), "{text}");
    }
    for text in ["张等", "张三等待处理"] {
        assert_eq!((names(&people(text)), people(text).more), (vec![text], false));
    }
}

/// Catches: what is not sure, taken without a word.
#[test]
fn what_is_not_sure_is_said() {
    for text in ["金山和谐物业公司", "张三和平安公司", "张三与李四、王五与赵六", "张三因排水沟起诉邻居"]
    {
        assert_eq!(both_sides(text).doubt, Some(Doubt::Together), "{text}");
    }
    for text in ["神农和谐物业公司", "和平村", "红和镇和平村委会", "李和平", "甲1方"]
    {
        assert_eq!(both_sides(text).doubt, Some(Doubt::OneSide), "{text}");
        assert_eq!(people(text).doubt, None, "{text}");
    }
    assert_eq!(both_sides("张三与李四").doubt, None);
}
