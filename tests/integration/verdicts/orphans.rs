//! CBK006: visits that name a complaint which is not there, and what they may have meant.

use super::judge;
use crate::desk::Checked;
use crate::dice::Dice;

const COMPLAINTS: &str = "complaint_id,customer_id,phone,received_at\n\
    TS20240101,K1,13800138001,2024-03-04 10:00\n\
    TS20240222,K2,13800138002,2024-03-04 10:00\n\
    TS20240333,K3,13800138003,2024-03-04 10:00\n";

fn orphan(
    complaint_id: &str,
    customer: &str,
    phone: &str,
) -> Result<crate::audited::Audited, Box<dyn std::error::Error>> {
    let visits = format!(
        "visit_id,complaint_id,customer_id,phone,visited_at,visitor,outcome\n\
         V1,{complaint_id},{customer},{phone},2024-03-05 10:00,Li,reached\n"
    );
    judge("CBK006", "2024-06-30", COMPLAINTS, Some(&visits))
}

#[test]
fn ids_one_character_off_are_near() -> Checked {
    for (slip, meant) in [
        ("TS20240102", "TS20240101"),
        ("TS2024010", "TS20240101"),
        ("TS202401011", "TS20240101"),
        ("TS20241001", "TS20240101"),
        ("S20240222", "TS20240222"),
        ("TX20240222", "TS20240222"),
        ("TS2024-0333", "TS20240333"),
    ] {
        let audit = orphan(slip, "", "")?;
        let finding = audit.only("CBK006")?;
        assert_eq!((finding.dataset.as_str(), finding.id.as_str(), finding.row), ("visits", "V1", Some(2)));
        assert_eq!(finding.proof("complaint_id"), Some(slip));
        assert_eq!(finding.listed("one_character_off"), [meant], "{slip}");
        assert!(finding.message.contains(slip) && finding.message.contains(meant), "{}", finding.message);
    }
    Ok(())
}

#[test]
fn complaints_of_the_same_customer_or_phone_are_near() -> Checked {
    let audit = orphan("ZZ1", "K2", "")?;
    assert_eq!(audit.only("CBK006")?.listed("same_customer"), ["TS20240222"]);
    let audit = orphan("ZZ1", "K9", "13800138003")?;
    let finding = audit.only("CBK006")?;
    assert_eq!(finding.listed("same_phone"), ["TS20240333"]);
    assert!(finding.message.contains("TS20240333"), "{}", finding.message);
    assert!(!finding.message.contains("13800138003"), "a phone is nobody's business: {}", finding.message);
    Ok(())
}

#[test]
fn what_is_like_nothing_has_no_near_match() -> Checked {
    let audit = orphan("ZZ1", "K9", "13900000000")?;
    let finding = audit.only("CBK006")?;
    assert_eq!(finding.listed("one_character_off"), Vec::<&str>::new());
    assert!(!finding.message.contains("TS2024"), "{}", finding.message);
    Ok(())
}

#[test]
fn a_known_or_a_blank_complaint_id_is_no_orphan() -> Checked {
    assert_eq!(orphan("TS20240101", "K1", "")?.found("CBK006"), Vec::<String>::new());
    assert_eq!(orphan(" TS20240101 ", "K1", "")?.found("CBK006"), Vec::<String>::new());
    let audit = orphan("", "K1", "")?;
    assert_eq!((audit.rule("CBK006").tested, audit.rule("CBK006").findings), (0, 0), "nothing was named");
    Ok(())
}

#[test]
fn a_leading_zero_makes_another_id() -> Checked {
    let complaints = "complaint_id,received_at\n7,2024-03-04 10:00\n";
    let visits = "visit_id,complaint_id,visited_at\nV1,007,2024-03-05 10:00\nV2,7,2024-03-05 10:00\n";
    let audit = judge("CBK006", "2024-06-30", complaints, Some(visits))?;
    assert_eq!(audit.found("CBK006"), ["fires V1 @2"]);
    Ok(())
}

#[test]
fn ids_of_every_shape_find_each_other() -> Checked {
    let ids = [
        "8f14e45f-ceea-467f-a8d2-0d1b2c3d4e5f",
        "投诉〔2024〕17号",
        "TS-2024-03-0001",
        "99999999999999999999",
        "A",
        "a",
        "0",
        "00",
        "TS123456789012345",
        "工单 12",
    ];
    let complaints: String = ids.iter().map(|id| format!("{id},2024-03-04 10:00\n")).collect();
    let visits: String =
        ids.iter().enumerate().map(|(at, id)| format!("V{at},{id},2024-03-05 10:00\n")).collect();
    let audit = judge(
        "CBK006,DUP001",
        "2024-06-30",
        &format!("complaint_id,received_at\n{complaints}"),
        Some(&format!("visit_id,complaint_id,visited_at\n{visits}")),
    )?;
    assert_eq!(audit.rule("CBK006").tested, ids.len() as u64);
    assert_eq!(audit.findings.len(), 0, "{:?}", audit.findings);
    Ok(())
}

#[test]
fn a_letter_of_any_script_may_be_the_one_that_is_off() -> Checked {
    for (slip, meant) in
        [("TS0001", "TS_0001"), ("泸2024001", "沪2024001"), ("2024001", "沪2024001"), ("A.17", "A/17")]
    {
        let complaints = format!("complaint_id,received_at\n{meant},2024-03-04 10:00\n");
        let visits = format!("visit_id,complaint_id,visited_at\nV1,{slip},2024-03-05 10:00\n");
        let audit = judge("CBK006", "2024-06-30", &complaints, Some(&visits))?;
        assert_eq!(audit.only("CBK006")?.listed("one_character_off"), [meant], "{slip}");
    }
    Ok(())
}

#[test]
fn a_complaint_without_an_id_and_one_on_two_rows_are_named_as_they_can_be() -> Checked {
    let complaints =
        "complaint_id,customer_id,received_at\n,K2,2024-03-04\nC7,K2,2024-03-04\nC7,K2,2024-03-04\n";
    let visits = "visit_id,complaint_id,customer_id,visited_at\nV1,ZZ1,K2,2024-03-05 10:00\n";
    let audit = judge("CBK006", "2024-06-30", complaints, Some(visits))?;
    assert_eq!(audit.only("CBK006")?.listed("same_customer"), ["C7"]);
    Ok(())
}

/// Whether one text comes from the other by changing, adding, dropping or swapping one character.
fn one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let without = |text: &[char], at: usize| [&text[..at], &text[at + 1..]].concat();
    match one.len().abs_diff(other.len()) {
        0 => {
            let differ: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
            match differ.as_slice() {
                [_] => true,
                [first, second] => {
                    second - first == 1 && one[*first] == other[*second] && one[*second] == other[*first]
                }
                _ => false,
            }
        }
        1 => {
            let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
            (0..long.len()).any(|at| without(&long, at) == short)
        }
        _ => false,
    }
}

#[test]
fn near_ids_are_those_a_plain_search_finds() -> Checked {
    let mut dice = Dice::new(6);
    let mut roll =
        || -> String { (0..3 + dice.below(2)).map(|_| dice.pick(&['A', 'B', '0', '1', '2', '-'])).collect() };
    let ids: Vec<String> = (0..60).map(|_| roll()).collect();
    let named: Vec<String> = (0..60).map(|_| roll()).collect();
    let complaints: String = ids.iter().map(|id| format!("{id},2024-03-04 10:00\n")).collect();
    let visits: String =
        named.iter().enumerate().map(|(at, id)| format!("V{at},{id},2024-03-05 10:00\n")).collect();
    let audit = judge(
        "CBK006",
        "2024-06-30",
        &format!("complaint_id,received_at\n{complaints}"),
        Some(&format!("visit_id,complaint_id,visited_at\n{visits}")),
    )?;
    let mut seen = 0;
    for finding in audit.of("CBK006") {
        let slip = finding.proof("complaint_id").unwrap_or_default();
        let mut near: Vec<&str> = ids.iter().map(String::as_str).filter(|id| one_off(id, slip)).collect();
        near.sort_unstable();
        near.dedup();
        near.truncate(5);
        assert_eq!(finding.listed("one_character_off"), near, "{slip}");
        seen += usize::from(!near.is_empty());
    }
    assert!(seen > 10, "only {seen} orphans have a near match");
    let orphans = named.iter().filter(|id| !ids.contains(id)).count();
    assert_eq!(audit.rule("CBK006").findings, orphans as u64);
    Ok(())
}
