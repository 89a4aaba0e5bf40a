package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A form whose address names a thing sends the version that its page showed, so that a change which somebody overtook is refused. A new form without one
 * fails here, unless it is named below.
 */
class FormVersionsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern FORM = Pattern.compile("<form\\b.*?</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("action=\"(?:@\\{)?(.*?)\"[> ]");

    /** Adds something that is new, or gives something out; changes nothing of the thing that its address names. */
    private static final Set<String> ADDS = Set.of(
            "/child-safety/{id}",
            "/evaluations/{code}/study-links/{id}/safety",
            "/interviews/{id}/harm",
            "${action}", // shows a sealed value
            "${page.back + '/participants/list'}}",
            "${page.back + '/participants/list/entries'}}",
            "/cases/{code}/attachments/{id}/reveal",
            "/cases/{code}/handover/{id}/worker", // the newest name counts
            "/cases/{code}/packages/{id}/file",
            "/cases/{code}/packages/{id}/call-back/file",
            "/packages/archives/{id}/file",
            "/packages/left/{id}/call-back/file",
            "/complaints/{id}/steps",
            "/exchange/exports/{id}/file",
            "/incidents/{id}/taking", // once, by the first officer who does
            "/journal/handed/{id}/file",
            "/messages/{id}",
            "/messages/{id}/participants",
            "/payments/{id}/receipt",
            "/people/{code}/roles",
            "/training/sessions/{c}/participants/new");

    /** A step that can be taken once: the second time it is refused, or it is the same step. */
    private static final Set<String> ONCE = Set.of(
            "/account/passkeys/{id}/remove",
            "/account/sessions/{id}/end",
            "/agreements/{id}/confirmation",
            "/agreements/{id}/end",
            "/break-glass/{id}",
            "/cases/{code}/aid/payments/{id}/cancellation",
            "/cases/{code}/assessment/{id}/agreement",
            "/cases/{code}/best-interests/{id}/signature",
            "/cases/{code}/csi/actions/{id}",
            "/cases/{code}/grants/{id}/end",
            "/child-safety/{id}/end",
            "/evaluations/{code}/study-links/{id}/safety/end",
            "/cases/{code}/guardians/{id}/end",
            "/cases/{code}/transfer/{id}",
            "/exchange/jobs/{id}/again",
            "/complaints/focal-points/{id}/end",
            "/complaints/{id}/closing",
            "/decisions/{id}/verdict",
            "/decisions/{id}/withdrawal",
            "/deputies/{id}/end",
            "/cases/{code}/handover/{id}/answer",
            "/cases/{code}/handover/{id}/widening",
            "/cases/{code}/handover/{id}/withdrawal",
            "/cases/{code}/police/{id}/telling/{t}/confirmation",
            "/disclosures/{n}/link",
            "/disclosures/{n}/withdrawal",
            "/doubles/{id}",
            "/doubles/{id}/choice",
            "/drafts/{id}/discard",
            "/evaluations/{code}/interviews/children",
            "/evaluations/{code}/questions/{id}/removal",
            "/evaluations/{code}/schedule/{id}/removal",
            "/evaluations/{code}/team/{account}/removal",
            "/exchange/import/{id}",
            "/exchange/partner-keys/{id}/end",
            "/exchange/partner-keys/{id}/loss",
            "/exchange/import/{id}/continuation",
            "/institutions/{code}/answer",
            "/invitation/{code}/{token}",
            "/messages/{id}/participants/{person}/removal",
            "/messages/{id}/{m}/withdrawal",
            "/organisations/{code}/end",
            "/payments/rates/{id}/withdrawal",
            "/payments/{id}/decision",
            "/payments/{id}/return",
            "/payments/{id}/reversal",
            "/people/{code}/invitation",
            "/people/{code}/password",
            "/people/{code}/roles/{role}/end",
            "/people/{code}/second-factor",
            "/people/{code}/sessions/end",
            "/people/{code}/told-apart/{other}",
            "/publication/stories/{code}/look",
            "/publication/stories/{code}/unpublication",
            "/referrals/{code}/confirmation",
            "/referrals/{code}/return",
            "/reports/{id}/again",
            "/reports/{id}/release",
            "/settings/policies/{key}",
            "/shelters/{code}/closing",
            "/slips/care/{id}/confirmation",
            "/tasks/snoozes/{id}/end",
            "/training/sessions/{c}/certificates");

    /** A single value that replaces the earlier one; the API takes no version for it either. */
    private static final Set<String> LATEST = Set.of(
            "/account/passkeys/{id}/name",
            "/attendance/{code}",
            "/training/sessions/{c}/attendance",
            "/training/sessions/{c}/practicals",
            "/training/sessions/{c}/scores",
            "/workshops/{code}/sessions/{n}");

    @Test
    void everyFormOfAThingSendsItsVersion() throws IOException {
        Set<String> expected = new TreeSet<>(ADDS);
        expected.addAll(ONCE);
        expected.addAll(LATEST);
        try (Stream<Path> pages = Files.walk(TEMPLATES)) {
            Set<String> found = new TreeSet<>();
            pages.filter(page -> page.toString().endsWith(".html"))
                    .flatMap(page -> actionsWithoutVersion(read(page)))
                    .forEach(found::add);
            assertThat(found).isEqualTo(expected);
        }
    }

    private static Stream<String> actionsWithoutVersion(String page) {
        return FORM.matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(form -> form.contains("method=\"post\""))
                .filter(form -> !form.contains("name=\"version\"") && !form.contains("~{house/form :: fields"))
                .map(FormVersionsTest::action)
                .filter(FormVersionsTest::namesAThing);
    }

    /** The address without its parameters. */
    private static String action(String form) {
        Matcher action = ACTION.matcher(form);
        return action.find() ? action.group(1).replaceFirst("\\(.*", "") : "";
    }

    /** Beside the child's file, which each page about a child names. */
    private static boolean namesAThing(String address) {
        return address.startsWith("${")
                || address.replaceFirst("^/cases/\\{code}", "").contains("{");
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
