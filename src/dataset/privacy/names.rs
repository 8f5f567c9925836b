//! The names listed in a cell. Owns what parts them; refuses to say who is meant.

/// The names listed in a cell. What stands in brackets is a remark, such as a department. White space
/// separates Chinese names of two characters and more; between single ones it only pads (王　磊).
pub fn names_in(cell: &str) -> Vec<String> {
    const SEPARATORS: [char; 9] = ['、', ',', '\u{ff0c}', ';', '\u{ff1b}', '/', '\u{ff0f}', '|', '&'];
    let plain = without_remarks(cell);
    let mut names = Vec::new();
    for part in plain.split(|letter: char| SEPARATORS.contains(&letter)).flat_map(split_at_and) {
        let words: Vec<&str> = part.split_whitespace().collect();
        if part.is_ascii() || words.iter().any(|word| word.chars().count() < 2) {
            let gap = if part.is_ascii() { " " } else { "" };
            names.push(words.join(gap));
        } else {
            names.extend(words.into_iter().map(str::to_owned));
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn without_remarks(cell: &str) -> String {
    let mut depth = 0_usize;
    cell.chars()
        .filter(|letter| match letter {
            '(' | '\u{ff08}' => {
                depth += 1;
                false
            }
            ')' | '\u{ff09}' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Splits at 和, unless it is a character of a name (张和平).
fn split_at_and(part: &str) -> Vec<&str> {
    let names: Vec<&str> = part.split('和').collect();
    let are_names = names.iter().all(|name| name.trim().chars().count() >= 2);
    if are_names { names } else { vec![part] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_in_one_cell() {
        for cell in [
            "王磊、李娜",
            "王磊/李娜",
            "王磊 李娜",
            "王磊，李娜",
            "王磊,李娜",
            "王磊（一部）、李娜（二部）",
            "王磊和李娜",
        ] {
            assert_eq!(names_in(cell), ["王磊", "李娜"], "{cell}");
        }
    }

    #[test]
    fn one_name_however_it_is_written() {
        for (cell, name) in [
            ("张和平", "张和平"),
            ("王\u{3000}磊", "王磊"),
            ("王磊（一部）", "王磊"),
            ("Wang  Lei", "Wang Lei"),
            ("坐席073", "坐席073"),
        ] {
            assert_eq!(names_in(cell), [name], "{cell}");
        }
    }
}
