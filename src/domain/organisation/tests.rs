use super::*;

/// Catches: a table without an ending, a long ending that loses to a short one in it (分公司 as 公司), a person taken for
/// an organisation because a given name ends as one, a works or an office taken for a person because its first character
/// is a surname (水泥厂, 金店), and a note in brackets that hides the ending.
#[test]
fn the_ending_of_a_name_tells_the_kind_of_party() {
    for (kind, names) in [
        (
            PartyKind::Company,
            "神农架林区木鱼旅游开发有限责任公司 青山公司 湖北某某集团 红花合作社 大九湖农民专业合作社 红花朵村委会 红花朵村村民委员会 \
             红坪社区居委会 松柏镇居民委员会 林区人民医院 木鱼镇卫生院 林区第一中学 松柏小学 实验幼儿园 武汉学院 松柏镇人民政府 \
             林区林业局 林业局 水利局 国土局 县公安局 松柏林业站 农技站 文化站 便民服务中心 购物中心 农村商业银行 松柏信用社 \
             林区法院 旅游协会 总工会 红坪林场 林场 图书馆 安全局 金融局 中国邮政 邮政 红花朵村 张家村 ＡＢＣ公司 青山公司。 神农架（集团）公司 \
             青山公司（法定代表人张三） 青山公司(法定代表人:张三) 青山公司【原青山厂】 青山公司（法定代表人张三 青山公司法定代表人张三 \
             青山公司等 （原）青山公司",
        ),
        (
            PartyKind::Group,
            "青山公司神农架分公司 中国人寿支公司 农业银行松柏支行 中铁十一局项目部 松柏派出所 木鱼司法所 国土所 三组 红花朵村二组 \
             红花朵村第三村民小组 阳光小区业主委员会 阳光小区业委会 楚天律师事务所 砖厂 红坪茶厂 水厂 老王小店 王家饭店 阳光超市 \
             木鱼大酒店 神农宾馆 云上民宿 李家农家乐 松柏商行 张记经营部 建材门市部 李四工程队 张三养殖场 红坪家庭农场 采石场 \
             口腔诊所 村卫生室 加油站 设计工作室 阳光旅行社 欧阳家小店 王家饭店（经营者王五） \
             水泥厂 石材厂 石料厂 石灰厂 包装厂 毛巾厂 皮革厂 金店 花店 水果店 文具店 沙场 滑雪场 机场 停车场 麻将馆 茶馆 \
             鱼庄 家委会 实验小学家委会 安装队",
        ),
        (
            PartyKind::Person,
            "王店 李中心 张所 陈站 王局 李厂 王场 李广场 欧阳厂 金站 李邮政 赵小店 刘建村 陈文组 欧阳店 诸葛小所 王林场 张三 张三丰 欧阳修文 王厂长 张店主 李老板 \
             青山公司职工王五 张三（青山公司） 张三（青山公司员工） 买买提·阿不都 阿不都所·买买提 JohnSmith 三组八户 林中 王高中 法定代表人张三 某某",
        ),
    ] {
        for name in names.split_whitespace() {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
    assert_eq!(kind_of(" 青 山 公 司 "), PartyKind::Company);
    assert_eq!((kind_of(""), kind_of("（）")), (PartyKind::Person, PartyKind::Person));
    assert!(may_be_organisation("王店") && !may_be_organisation("王五"));
}

/// Catches: an ending written twice with two kinds, of which the table's order would decide.
#[test]
fn no_ending_gives_two_kinds() {
    let mut seen = std::collections::HashSet::new();
    for ending in ENDINGS.iter().flat_map(|(_, endings)| endings.split_whitespace()) {
        assert!(seen.insert(ending), "{ending}");
    }
}

/// Catches: a text that tells the company by a shorter name, a trade or a place that is taken for the company, and a note
/// whose person stays.
#[test]
fn texts_shorten_a_name() {
    let whole = "湖北省神农架林区木鱼旅游开发有限责任公司（法定代表人张三）";
    for (text, name) in [
        ("湖北省神农架林区木鱼旅游开发有限责任公司欠款", "湖北省神农架林区木鱼旅游开发有限责任公司"),
        ("木鱼旅游开发有限责任公司。", "木鱼旅游开发有限责任公司"),
        ("木鱼旅游公司", "木鱼旅游公司"),
        ("木鱼公司的车", "木鱼公司"),
        ("神农架木鱼公司", "神农架木鱼公司"),
        ("木鱼旅游欠款", "木鱼旅游"),
        ("旅游开发合同", ""),
        ("神农架林区木鱼镇", ""),
        ("公司欠款", ""),
        ("木鱼镇", ""),
    ] {
        assert_eq!(&text[..Called::of(whole).length_at(text)], name, "{text}");
    }
    let without_division = Called::of("神农架青山旅游开发有限公司");
    assert_eq!(without_division.length_at("青山旅游公司"), "青山旅游公司".len());
    assert_eq!(without_division.length_at("青山旅游开发"), "青山旅游开发".len());
    assert_eq!(Called::of("松柏镇人民政府").length_at("松柏镇人民调解委员会"), 0);
    let of_estate = Called::of("阳光小区物业管理有限公司");
    assert_eq!(
        (of_estate.length_at("物业管理费"), of_estate.length_at("阳光物业公司")),
        (0, "阳光物业公司".len())
    );
    assert_eq!(Called::of("ＡＢＣ公司").length_at("ABC公司"), "ABC公司".len());
    for short in ["砖厂", "三组", "三组八户"] {
        assert_eq!(Called::of(short).length_at(short), short.len());
    }
    assert_eq!(represented_by("青山公司（法定代表人：张三）"), ["张三"]);
    assert_eq!(represented_by("王家饭店（经营者王五，电话略）"), ["王五"]);
    assert!(represented_by("青山公司").is_empty());
}

proptest::proptest! {
    /// Catches: a cut within a character, and a note that is cut for ever.
    #[test]
    fn any_name_is_read(name in ".*", noted in "[张三公司店()（）【】等、 ]{0,12}") {
        for name in [name, noted] {
            let _ = (kind_of(&name), Called::of(&name).length_at(&name), represented_by(&name), ending_of(&name));
        }
    }
}
