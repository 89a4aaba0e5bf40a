package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.akoma.start.FilledDemo;

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
    private static final List<String> NAMES = FilledDemo.scenario()
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

    /**
     * Every element by what axe judges of it: its tag, classes and states and those of all that it stands in, whether it has words, a label, a target, scrolls or
     * bears an id that another bears. Texts are left out. One number for each, so that a page that is made of elements judged before is told by them. The page
     * keeps which element has which number, for {@link #VIOLATIONS}.
     */
    private static final String ELEMENTS = """
            () => {
              const JUDGED = new Set(['role', 'type', 'lang', 'dir', 'tabindex', 'scope', 'autocomplete', 'rel', 'inputmode', 'http-equiv', 'target', 'style', 'fill']);
              const WORDS = new Set(['alt', 'title', 'placeholder', 'aria-label', 'aria-valuetext', 'aria-valuenow', 'aria-roledescription']);
              const IDS = new Set(['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-activedescendant', 'aria-errormessage', 'headers', 'list']);
              const hash = text => {
                let a = 0xdeadbeef, b = 0x41c6ce57;
                for (let i = 0; i < text.length; i++) {
                  const c = text.charCodeAt(i);
                  a = Math.imul(a ^ c, 2654435761);
                  b = Math.imul(b ^ c, 1597334677);
                }
                a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
                b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
                return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
              };
              const ids = {};
              document.querySelectorAll('[id]').forEach(e => ids[e.id] = (ids[e.id] || 0) + 1);
              const worded = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
              const found = new Map();
              const go = (e, above) => {
                const said = [above, e.localName, [...e.classList].sort().join('.')];
                for (const a of e.attributes) {
                  if (IDS.has(a.name)) said.push(a.name + a.value.trim().split(' ').map(id => id in ids));
                  else if (WORDS.has(a.name)) said.push(a.name + !!a.value.trim());
                  else said.push(a.name + (JUDGED.has(a.name) || a.name.startsWith('aria-') ? a.value.replace(/[\\d.]+(?=%|px|r?em)/g, '0') : ''));
                }
                if (e.id && ids[e.id] > 1) said.push('twice');
                if (e.labels) said.push('labels' + [...e.labels].map(l => !!l.textContent.trim()));
                if ((e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight) && /auto|scroll/.test(getComputedStyle(e).overflow)) said.push('scrolls');
                said.push(!!e.textContent.trim(), worded(e), !!e.parentElement && worded(e.parentElement));
                const own = hash(said.join('|'));
                found.set(e, own);
                for (const child of e.children) go(child, own);
              };
              go(document.documentElement, '');
              window.akomaElements = found;
              return [...new Set(found.values())];
            }
            """;

    /**
     * Without fetching the style sheets anew: only rules that are not asked read them so. Nor are rules asked whose every finding is less than serious, which
     * take a fifth of the time. Left out are the largest parts of the page without a new element, such as its bar and its foot; what surrounds a new element
     * is judged again with it, as a list with a new entry, and so is the page as a whole.
     */
    private static final String VIOLATIONS = """
            ({ serious, fresh }) => {
              const isNew = new Set(fresh), known = [];
              const size = e => {
                const parts = [...e.children].map(child => [size(child), child]);
                if (!isNew.has(akomaElements.get(e)) && parts.every(part => part[0])) return parts.reduce((sum, part) => sum + part[0], 1);
                known.push(...parts.filter(part => part[0] > 4));
                return 0;
              };
              size(document.documentElement);
              const exclude = known.sort((a, b) => b[0] - a[0]).slice(0, 20).map(part => part[1]);
              const rules = {};
              axe._audit.rules.filter(rule => rule.impact && !serious.includes(rule.impact)).forEach(rule => rules[rule.id] = { enabled: false });
              return axe.run({ include: [document], exclude }, { resultTypes: ['violations'], preload: false, rules }).then(found => found.violations
                .filter(rule => serious.includes(rule.impact))
                .map(rule => `${rule.id} (${rule.impact}): ${rule.nodes.map(node => node.target).join(', ')}`));
            }
            """;

    /** What axe judged, by the width of the screen. */
    private static final Map<Integer, Set<String>> JUDGED = new ConcurrentHashMap<>();

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
        for (var shelter : FilledDemo.scenario().path("shelters"))
            left = left.replace(shelter.path("code").asString(), "");
        return left.strip();
    }

    /**
     * By axe as well, but for what was judged on a screen of this width: nothing is left of a page that is made of that alone.
     *
     * @return whether axe was asked
     */
    public static boolean at(Page page, String language) {
        read(page, language);
        Set<String> judged = JUDGED.computeIfAbsent(page.viewportSize().width, width -> new HashSet<>());
        List<String> fresh = strings(page.evaluate(ELEMENTS)).stream()
                .filter(element -> !judged.contains(element))
                .toList();
        if (fresh.isEmpty()) return false;
        assertThat(violations(page, fresh)).as("axe at " + page.url()).isEmpty();
        judged.addAll(fresh);
        return true;
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

    private static List<String> violations(Page page, List<String> fresh) {
        page.evaluate(AXE);
        return strings(page.evaluate(VIOLATIONS, Map.of("serious", SERIOUS, "fresh", fresh)));
    }

    @SuppressWarnings("unchecked") // a list of strings, as the scripts say
    private static List<String> strings(Object found) {
        return (List<String>) found;
    }
}
