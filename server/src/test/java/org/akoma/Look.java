package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold of every page that a person sees. */
public final class Look {

    /** A code that got to the page in place of its words: PRESUMED_VICTIM. */
    private static final Pattern RAW_CODE = Pattern.compile("\\b[A-Z]{2,}_[A-Z_]+\\b");

    /** A key of the messages without its text. */
    private static final Pattern LOST_TEXT =
            Pattern.compile("\\?\\?[\\w.-]+\\?\\?|\\b(error|act|nav|page)\\.[a-z-]+\\.[a-z-]+");

    private static final Set<String> ENGLISH = Set.of(
            "the",
            "and",
            "with",
            "child",
            "children",
            "file",
            "files",
            "assessment",
            "shelter",
            "worker",
            "save",
            "search",
            "status",
            "approve",
            "approved",
            "signed",
            "waiting",
            "yes",
            "previous",
            "unknown",
            "boy",
            "girl");

    /** Structures are called what they are called, in any language. */
    private static final List<String> NAMES = DemoHouse.scenario()
            .path("organisations")
            .valueStream()
            .map(structure ->
                    withoutShelters(structure.path("label").asString("")).toLowerCase(Locale.ROOT))
            .toList();

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private Look() {}

    /** As the import keeps it: which shelter a structure runs is no part of its name. */
    private static String withoutShelters(String label) {
        String left = label;
        for (var shelter : DemoHouse.scenario().path("shelters"))
            left = left.replace(shelter.path("code").asString(), "");
        return left.strip();
    }

    public static void at(Page page, String language) {
        read(page, language);
        assertThat(violations(page)).as("axe at " + page.url()).isEmpty();
    }

    /** All but axe. */
    public static void read(Page page, String language) {
        String words = page.locator("body").innerText();
        String where = page.url();
        assertThat(found(RAW_CODE, words)).as("raw codes at " + where).isEmpty();
        assertThat(found(LOST_TEXT, words)).as("keys without text at " + where).isEmpty();
        assertThat(page.title()).as("title of " + where).endsWith("– Akoma");
        if (language.equals("fr"))
            assertThat(english(page)).as("English at " + where).isEmpty();
        assertThat(tooWide(page)).as("wider than the screen: " + where).isFalse();
    }

    private static List<String> found(Pattern pattern, String words) {
        return pattern.matcher(words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Words of the page that are not French; what is marked lang="en" may be English. */
    private static List<String> english(Page page) {
        Object words = page.evaluate("""
                () => {
                  const body = document.body.cloneNode(true);
                  body.querySelectorAll('[lang=en], script, style').forEach(e => e.remove());
                  return body.textContent.toLowerCase();
                }
                """);
        String own = words.toString();
        for (String name : NAMES) own = own.replace(name, "");
        return Pattern.compile("[\\s\\p{Punct}’«»…]+")
                .splitAsStream(own)
                .filter(ENGLISH::contains)
                .distinct()
                .toList();
    }

    private static boolean tooWide(Page page) {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1");
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " (" + rule.getImpact() + "): "
                                + rule.getNodes().stream()
                                        .map(node -> String.valueOf(node.getTarget()))
                                        .collect(Collectors.joining(", ")))
                        .toList();
    }
}
