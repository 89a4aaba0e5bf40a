package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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

    private static final List<String> SERIOUS = List.of("serious", "critical");

    /** Run in the page itself, because the builder of its library fetches all that passed, too, which takes as long again. */
    private static final String AXE = axe();

    /** What a page shows, asked at once; {@code own}: in lower case, without what is marked lang="en" and may be English. */
    private static final String SHOWN = """
            () => {
              const body = document.body.cloneNode(true);
              body.querySelectorAll('[lang=en], script, style').forEach(e => e.remove());
              return {
                words: document.body.innerText,
                own: body.textContent.toLowerCase(),
                title: document.title,
                tooWide: document.documentElement.scrollWidth > window.innerWidth + 1
              };
            }
            """;

    private Look() {}

    private static String axe() {
        try (var shipped = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
    @SuppressWarnings("unchecked") // as the script says
    public static void read(Page page, String language) {
        var shown = (Map<String, Object>) page.evaluate(SHOWN);
        String words = (String) shown.get("words");
        String where = page.url();
        assertThat(found(RAW_CODE, words)).as("raw codes at " + where).isEmpty();
        assertThat(found(LOST_TEXT, words)).as("keys without text at " + where).isEmpty();
        assertThat((String) shown.get("title")).as("title of " + where).endsWith("– Akoma");
        if (language.equals("fr"))
            assertThat(english((String) shown.get("own")))
                    .as("English at " + where)
                    .isEmpty();
        assertThat((Boolean) shown.get("tooWide"))
                .as("wider than the screen: " + where)
                .isFalse();
    }

    private static List<String> found(Pattern pattern, String words) {
        return pattern.matcher(words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Words that are not French, names of structures apart. */
    private static List<String> english(String text) {
        String own = text;
        for (String name : NAMES) own = own.replace(name, "");
        return Pattern.compile("[\\s\\p{Punct}’«»…]+")
                .splitAsStream(own)
                .filter(ENGLISH::contains)
                .distinct()
                .toList();
    }

    /**
     * Without fetching the style sheets anew: only rules that are not asked read them so. Nor are rules asked whose every finding is less than serious, which
     * take a fifth of the time.
     */
    @SuppressWarnings("unchecked") // a list of strings, as the script says
    private static List<String> violations(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate("""
                serious => {
                  const rules = {};
                  axe._audit.rules.filter(rule => rule.impact && !serious.includes(rule.impact)).forEach(rule => rules[rule.id] = { enabled: false });
                  return axe.run(document, { resultTypes: ['violations'], preload: false, rules }).then(found => found.violations
                    .filter(rule => serious.includes(rule.impact))
                    .map(rule => `${rule.id} (${rule.impact}): ${rule.nodes.map(node => node.target).join(', ')}`));
                }
                """, SERIOUS);
    }
}
