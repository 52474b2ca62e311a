//! `tiaojie print` and `tiaojie document` as a script uses them: the real binary, its output, its files, its exit codes.

use std::path::Path;

use crate::support::command::{Program, names};

/// With one case.
fn desk() -> Program {
    let desk = Program::new();
    desk.ok(
        "add --town 松柏镇 --applicant 张三 --respondent 李四 --type 邻里 --mediator 王调 --date 2024-03-05 \
         --summary 屋檐排水 -y",
    );
    desk
}

/// Would catch: a file of the whole that lacks a form or names it otherwise, one that is written over, a print that
/// nobody can trace, a lack that is not said.
#[test]
fn printing() {
    let desk = desk();
    let number = desk.json("list --json")[0]["number"].as_str().unwrap().to_owned();
    let to = desk.path("out");
    let to = to.to_str().unwrap();
    let said = desk.ok(&["print", &number]);
    assert!(said.contains("03-人民调解申请书.docx") && said.contains("张三的性别"), "{said}");
    assert!(!Path::new(to).exists(), "without --to nothing is written");
    let said = desk.ok(&["print", &number, "--all", "--to", to]);
    assert!(said.contains("01-卷宗封面.docx") && said.contains("还缺"), "{said}");
    let folder = Path::new(to).join(&number);
    let all = names(&folder);
    assert_eq!(
        all,
        [
            "01-卷宗封面.docx",
            "02-卷内目录.docx",
            "03-人民调解申请书.docx",
            "05-人民调解权利义务告知书.docx",
            "15-卷宗情况说明.docx",
            "16-卷宗封底.docx",
        ]
    );
    let (code, said) = desk.fails(&["print", &number, "--to", to]);
    assert!(code == 1 && said.contains("--force") && said.contains("已有 6 个"), "{said}");
    desk.ok(&["print", &number, "--to", to, "--force"]);
    let json = desk.json(&["print", &number, "--form", "协议书", "--form", "session", "--to", to, "--json"]);
    assert_eq!(json["forms"][0]["file"], "08-人民调解记录.docx");
    assert_eq!(json["forms"][1]["form"], "agreement");
    assert!(json["forms"][1]["lacks"].as_array().unwrap().iter().any(|lack| lack == "协议内容"));
    assert!(Path::new(to).join("09-人民调解协议书.docx").is_file());
    let (code, said) = desk.fails(&["print", &number, "--form", "判决书"]);
    assert!(code == 2 && said.contains("判决书") && said.contains("人民调解协议书"), "{said}");
    let (code, _) = desk.fails(&["print", &number, "--form", "协议书", "--all"]);
    assert_eq!(code, 2);
    let (code, _) = desk.fails("print 999");
    assert_eq!(code, 1);
    let (code, said) =
        desk.fails(&["--lang", "en", "print", &number, "--to", desk.path("t.db").to_str().unwrap()]);
    assert!(code == 1 && said.contains("cannot be written"), "{said}");
    // Each print that wrote files is on record.
    let store = tiaojie::store::Store::open(desk.file(), Box::new(tiaojie::domain::Machine)).unwrap();
    let prints = store.disclosures(10).unwrap();
    assert_eq!(prints.len(), 3);
    assert!(prints.iter().all(|one| one.said.cases == 1 && one.said.what.starts_with(&number)));
    assert!(prints[0].said.what.ends_with("人民调解记录、人民调解协议书"), "{:?}", prints[0]);
}

/// Would catch: a template that is taken without a look, a sentence without the place, a list that does not tell.
#[test]
fn templates() {
    let desk = desk();
    let to = desk.path("templates");
    let to = to.to_str().unwrap();
    let said = desk.ok(&["document", "template", "export", "--all", "--to", to]);
    assert!(said.contains("20 个模板"), "{said}");
    let agreement = Path::new(to).join("人民调解协议书.docx");
    let agreement = agreement.to_str().unwrap();
    let (code, said) = desk.fails(&["document", "template", "export", "协议书", "--to", to]);
    assert!(code == 1 && said.contains("--force"), "{said}");
    assert!(desk.ok(&["document", "template", "import", "协议书", agreement]).contains("改用"));
    let list = desk.ok("document template list");
    let line = list.lines().find(|line| line.starts_with("agreement")).unwrap();
    assert!(line.contains("本单位的"), "{list}");
    assert_eq!(list.matches("系统自带").count(), 19);
    // The log of cases can be made again from what was written.
    desk.ok("check");
    let broken = desk.path("x.docx");
    std::fs::write(&broken, "no docx").unwrap();
    let (code, said) = desk.fails(&["document", "template", "import", "协议书", broken.to_str().unwrap()]);
    assert!(code == 1 && said.contains("《人民调解协议书》") && said.contains("docx"), "{said}");
    let (code, said) = desk.fails("document template import cover /nowhere.docx");
    assert!(code == 1 && said.contains("/nowhere.docx"), "{said}");
    assert!(desk.ok("document template reset 协议书").contains("改回"));
    assert!(desk.ok("document template reset 协议书").contains("本来"));
    let told = desk.ok("document placeholders");
    assert!(told.contains("当事人") && told.contains("{% for"), "{told}");
    let told = desk.ok("--lang en document placeholders");
    assert!(told.contains("number of the case"), "{told}");
    let told = desk.json("document placeholders --json");
    assert!(told.as_array().unwrap().len() >= 9);
}
