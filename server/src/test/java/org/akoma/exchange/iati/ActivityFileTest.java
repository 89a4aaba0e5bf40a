package org.akoma.exchange.iati;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.akoma.FieldError;
import org.akoma.ground.reference.Places;
import org.akoma.programme.publication.ReleasedFigure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;

/** An activity file keeps the schema, the ruleset and the code lists of IATI 2.03 on every day and with whatever there is to tell. */
class ActivityFileTest {

    private static final Instant NOW = Instant.parse("2015-11-16T08:00:00Z");
    private static final LocalDate START = LocalDate.parse("2015-06-01");
    private static final LocalDate END = LocalDate.parse("2015-12-31");

    static ProposeFacts facts(int percentCi, String title, LocalDate actual, List<ProposeFacts.Budget> budgets) {
        return new ProposeFacts(
                UUID.randomUUID(),
                "XM-DAC-47066",
                "OIM",
                "40",
                "AKOMA",
                title,
                "English",
                "Description",
                "Description",
                "2",
                START,
                END,
                actual,
                null,
                "Bureau",
                "Desk",
                "bureau@example.org",
                "https://example.org/akoma?a=1&b=2",
                percentCi,
                100 - percentCi,
                List.of("CI", "CI29"),
                "XOF",
                List.of(new ProposeFacts.Partner("INTERPOL", null, "4", "40", null)),
                List.of(new ProposeFacts.Sector("16015", 60), new ProposeFacts.Sector("16070", 40)),
                budgets,
                TARGETS,
                CONTACTS);
    }

    private static final List<ProposeFacts.Contact> CONTACTS = List.of(
            new ProposeFacts.Contact(
                    "Direction de l’action sociale", "Department of Social Welfare", "Accra", "+233 00 00 00 00", null),
            new ProposeFacts.Contact("OIM", null, null, null, "oim@example.org"));

    private static final List<ProposeFacts.IndicatorTarget> TARGETS = List.of(
            new ProposeFacts.IndicatorTarget("I01", 0, START, 50, END),
            new ProposeFacts.IndicatorTarget("I02", null, null, 90, LocalDate.parse("2015-10-31")),
            new ProposeFacts.IndicatorTarget("I10", 120, START, null, null),
            new ProposeFacts.IndicatorTarget("I22", 0, START, 40, END));

    private static final LocalDate RELEASED = LocalDate.parse("2015-10-31");

    private static ReleasedFigure figure(String id, LocalDate day, @Nullable Integer count, @Nullable Integer of) {
        return new ReleasedFigure("PUB-01", day, false, id, null, null, count, of);
    }

    private static List<ReleasedFigure> released(LocalDate day) {
        return List.of(
                figure("I01", day, 48, null),
                new ReleasedFigure("PUB-01", day, false, "I01", "SEX", "F", 14, null),
                figure("I02", day, 48, 57),
                new ReleasedFigure("PUB-01", day, true, "IMM_FOOD", null, null, 30, 48),
                figure("I22", day, null, 30));
    }

    private static final List<ResultFigure> FIGURES = ResultFigure.all(released(RELEASED));

    private static byte[] written(ProposeFacts facts, List<Paid> paid, List<ResultFigure> figures, Instant now) {
        StaticMessageSource texts = new StaticMessageSource();
        texts.setUseCodeAsDefaultMessage(true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new ActivityFile(facts, paid, figures, new Places(), texts, now).write(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] whole() {
        return written(
                facts(80, "Titre", START, List.of(new ProposeFacts.Budget(START, END, BigDecimal.valueOf(5_000)))),
                List.of(new Paid(LocalDate.parse("2015-07-01"), "GHS", 12, new BigDecimal("200.50"))),
                FIGURES,
                NOW);
    }

    @Test
    void allThereIsToTellIsSound() {
        assertThat(IatiRules.broken(whole(), NOW)).isEmpty();
        assertThat(new String(whole(), StandardCharsets.UTF_8))
                .contains("iati.of")
                .contains("iati.gap.TOO_SMALL", "iati.gap.NOT_RELEASED")
                .doesNotContain("<actual value=\"14\"", "<actual value=\"30\"")
                .contains("ascending=\"false\"")
                .contains(">200.50<");
    }

    /** What two people said that an indicator was before, and is to be. */
    @Test
    void baselinesAndTargetsAreTold() {
        assertThat(new String(whole(), StandardCharsets.UTF_8).replaceAll(">\\s+<", "><"))
                .contains("<baseline iso-date=\"2015-06-01\" year=\"2015\" value=\"0\"/><period>")
                .contains("<period-end iso-date=\"2015-12-31\"/><target value=\"50\"/></period>")
                .contains("<period-end iso-date=\"2015-10-31\"/><target value=\"90\"/><actual value=\"84.2\">")
                .contains("<baseline iso-date=\"2015-06-01\" year=\"2015\" value=\"120\"/>");
    }

    /** No release: every indicator says what it means and none has a value. */
    @Test
    void withoutAReleaseThereIsNoNumber() {
        byte[] file = written(facts(80, "Titre", START, List.of()), List.of(), ResultFigure.all(List.of()), NOW);
        assertThat(IatiRules.broken(file, NOW)).isEmpty();
        assertThat(new String(file, StandardCharsets.UTF_8))
                .contains("iati.gap.NOT_RELEASED")
                .doesNotContain("<actual");
    }

    @Test
    void anEmptyProjectOneCountryAndStrangeSignsAreSound() {
        ProposeFacts empty = facts(100, "<b> & \"Akoma\" ]]> \u0001 \uD83D", null, List.of());
        byte[] file = written(empty, List.of(), List.of(), Instant.parse("2015-01-03T00:00:00.123Z"));
        assertThat(IatiRules.broken(file, Instant.parse("2015-01-03T00:00:00.123Z")))
                .isEmpty();
        assertThat(new String(file, StandardCharsets.UTF_8))
                .doesNotContain("percentage=\"100\"")
                .doesNotContain("<budget");
    }

    /** Before the end of its first month no period of it has ended. */
    @Test
    void aProjectThatHasJustBegunTellsNoPeriod() {
        Instant june = Instant.parse("2015-06-20T12:00:00Z");
        List<ResultFigure> may = ResultFigure.all(released(LocalDate.parse("2015-05-31")));
        byte[] file = written(facts(80, "Titre", START, List.of()), List.of(), may, june);
        assertThat(IatiRules.broken(file, june)).isEmpty();
        assertThat(new String(file, StandardCharsets.UTF_8)).doesNotContain("<actual");
    }

    /** The checker finds what is wrong, or all of the above would say nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "percentage=\"80\"|percentage=\"70\"|3.1.2",
                "code=\"16070\" percentage=\"40\"|code=\"16070\" percentage=\"50\"|2.1.2",
                "type=\"2\" iso-date=\"2015-06-01\"|type=\"2\" iso-date=\"2016-06-01\"|11.1.4",
                "<iati-identifier>XM-DAC-47066-AKOMA|<iati-identifier>AKOMA|1.1.21",
                "type=\"3\" iso-date=\"2015-12-31\"|type=\"3\" iso-date=\"2015-05-31\"|11.1.2",
                "last-updated-datetime=\"2015|last-updated-datetime=\"2035|11.1.1",
                "<period-end iso-date=\"2015-12-31\"|<period-end iso-date=\"2017-12-31\"|7.5.3",
                "code=\"16015\"|code=\"99999\"|Sector",
                "<activity-status|<activity-state|schema"
            })
    void whatIsWrongIsFound(String right, String wrong, String rule) {
        String file = new String(whole(), StandardCharsets.UTF_8);
        assertThat(file).contains(right);
        byte[] changed = file.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
        assertThat(IatiRules.broken(changed, NOW))
                .anySatisfy(one -> assertThat(one).contains(rule));
    }

    @Test
    void aSumForFewChildrenIsToldWithTheNextQuarter() {
        LocalDate first = LocalDate.parse("2015-01-01");
        List<Paid> quarters = List.of(
                new Paid(first, "XOF", 3, BigDecimal.valueOf(100)),
                new Paid(first, "GHS", 2, BigDecimal.valueOf(7)),
                new Paid(first.plusMonths(3), "XOF", 12, BigDecimal.valueOf(50)),
                new Paid(first.plusMonths(6), "XOF", 10, BigDecimal.valueOf(1)));
        assertThat(Paid.withoutSmall(quarters, 11))
                .containsExactly(new Paid(first.plusMonths(3), "XOF", 12, BigDecimal.valueOf(150)));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        List<String> wrong = new ArrayList<>();
        facts(
                        80,
                        "Le dossier AK-036",
                        START,
                        List.of(new ProposeFacts.Budget(START, START.plusYears(1), BigDecimal.ONE)))
                .wrong()
                .forEach(error -> wrong.add(error.field()));
        assertThat(wrong).containsExactly("titleFr", "budgets[0].until");
    }

    @Test
    void aTargetSaysOfWhichDayAndNoSmallNumberOfChildren() {
        ProposeFacts sound = facts(80, "Titre", START, List.of());
        assertThat(sound.wrong()).isEmpty();
        for (var wrong : Map.of(
                        "targets[0].targetOn", new ProposeFacts.IndicatorTarget("I09", null, null, 80, null),
                        "targets[0].baseline", new ProposeFacts.IndicatorTarget("I01", 4, START, null, null),
                        "targets[0].target", new ProposeFacts.IndicatorTarget("I09", null, null, 101, END))
                .entrySet())
            assertThat(with(sound, wrong.getValue()).wrong())
                    .extracting(FieldError::field)
                    .containsExactly(wrong.getKey());
        assertThat(with(sound, new ProposeFacts.IndicatorTarget("I09", null, null, 80, START))
                        .wrong())
                .as("it begins on that day")
                .extracting(FieldError::field)
                .containsExactly("targets[0].targetOn");
    }

    private static ProposeFacts with(ProposeFacts facts, ProposeFacts.IndicatorTarget target) {
        return new ProposeFacts(
                facts.id(),
                facts.reporterRef(),
                facts.reporterName(),
                facts.reporterType(),
                facts.activityCode(),
                facts.titleFr(),
                facts.titleEn(),
                facts.descriptionFr(),
                facts.descriptionEn(),
                facts.status(),
                facts.plannedStart(),
                facts.plannedEnd(),
                facts.actualStart(),
                facts.actualEnd(),
                facts.contactName(),
                facts.contactNameEn(),
                facts.contactEmail(),
                facts.website(),
                facts.percentCi(),
                facts.percentGh(),
                facts.places(),
                facts.currency(),
                facts.partners(),
                facts.sectors(),
                facts.budgets(),
                List.of(target),
                facts.contacts());
    }
}
