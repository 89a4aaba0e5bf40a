package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.reference.CodeLists;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class FormatsTest {

    private static final LocalDate MONDAY = LocalDate.of(2015, 11, 16);
    private static final Clock NOW = Clock.fixed(Instant.parse("2015-11-16T08:00:00Z"), ZoneOffset.UTC);

    private final Formats words = new Formats(new Texts(true), new CodeLists(), NOW, FormatsTest::named);

    @BeforeEach
    void readFrench() {
        LocaleContextHolder.setLocale(Locale.FRENCH);
    }

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    /** As {@link Names#said} does it. */
    private static String named(String words) {
        return words.replace("NGO-A", "ONG A (NGO-A)");
    }

    private static void readEnglish() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @Test
    void whatAnImportDidNotFindIsReadInTheLanguageOfTheReader() {
        assertThat(words.orUnknown("NOT_TOLD")).isEqualTo("Non précisé");
        assertThat(words.behindLabel("NOT_TOLD")).isEqualTo("Non précisé");
        assertThat(words.orUnknown("NOT_A_CODE")).isEqualTo("NOT_A_CODE");
        readEnglish();
        assertThat(words.orUnknown("NOT_TOLD")).isEqualTo("Not stated");
    }

    @Test
    void datesInFrench() {
        assertThat(words.fullDate(MONDAY)).isEqualTo("lundi 16 novembre 2015");
        assertThat(words.date(LocalDate.of(2015, 6, 1))).isEqualTo("1er juin 2015");
        assertThat(words.shortDate(MONDAY)).isEqualTo("16 nov.");
        assertThat(words.shortDate(LocalDate.of(2014, 11, 16))).isEqualTo("16 nov. 2014");
    }

    @Test
    void datesInEnglish() {
        readEnglish();
        assertThat(words.fullDate(MONDAY)).isEqualTo("Monday 16 November 2015");
        assertThat(words.date(LocalDate.of(2015, 6, 1))).isEqualTo("1 June 2015");
        assertThat(words.shortDate(MONDAY)).isEqualTo("16 Nov");
    }

    @Test
    void times() {
        assertThat(words.time(Instant.parse("2015-06-05T14:15:00Z"))).isEqualTo("14\u00a0h\u00a015");
        assertThat(words.time(Instant.parse("2015-06-05T09:00:00Z"))).isEqualTo("9\u00a0h");
        assertThat(words.moment(Instant.parse("2015-06-05T09:05:00Z"))).isEqualTo("5 juin 2015, 9\u00a0h\u00a005");
        readEnglish();
        assertThat(words.time(Instant.parse("2015-06-05T14:15:00Z"))).isEqualTo("14:15");
        assertThat(words.time(Instant.parse("2015-06-05T09:00:00Z"))).isEqualTo("9:00");
    }

    @Test
    void numbers() {
        assertThat(words.money(new BigDecimal("9252600"), "XOF")).isEqualTo("9\u00a0252\u00a0600\u00a0XOF");
        assertThat(words.percent(67.25)).isEqualTo("67,3\u00a0%");
        assertThat(words.number(1234.5)).isEqualTo("1\u00a0234,5");
        readEnglish();
        assertThat(words.money(new BigDecimal("9252600"), "XOF")).isEqualTo("XOF\u00a09,252,600");
        assertThat(words.percent(67.25)).isEqualTo("67.3%");
    }

    @Test
    void countsAgree() {
        assertThat(words.days(1)).isEqualTo("1 jour");
        assertThat(words.days(86)).isEqualTo("86 jours");
        assertThat(words.late(Instant.parse("2015-11-16T07:55:00Z"), 1)).isEqualTo("moins d’1 h");
        assertThat(words.late(Instant.parse("2015-11-15T19:30:00Z"), 1)).isEqualTo("12 h");
        assertThat(words.late(Instant.parse("2015-11-16T00:00:00Z"), 1))
                .as("a whole day")
                .isEqualTo("1 jour");
        assertThat(words.late(Instant.parse("2015-11-14T19:30:00Z"), 2)).isEqualTo("2 jours");
        assertThat(words.days(Duration.ofHours(25))).isEqualTo("2 jours");
        assertThat(words.age(14)).isEqualTo("14 ans");
        assertThat(words.text("page.errors", 1)).isEqualTo("Un point à corriger");
        assertThat(words.text("page.errors", 7)).isEqualTo("7 points à corriger");
    }

    @Test
    void whatIsNotKnownIsWritten() {
        assertThat(words.date((LocalDate) null)).isEqualTo("inconnu");
        assertThat(words.age(null)).isEqualTo("inconnu");
        assertThat(words.code("risk", null)).isEqualTo("inconnu");
        assertThat(words.answer(null)).isEqualTo("inconnu");
        for (String nothing : new String[] {null, " ", words.unknown()})
            assertThat(words.behindLabel(nothing)).isEqualTo("pas d’information");
        assertThat(words.behindLabel("Fille")).isEqualTo("Fille");
    }

    /** The filter of the journal was one list of 341 lines. */
    @Test
    void everyActOfTheJournalIsInAGroupWithAName() {
        Map<String, Map<String, String>> grouped = words.grouped("act.", "act-group.");
        assertThat(grouped.values().stream().mapToInt(Map::size).sum())
                .isEqualTo(words.texts("act.").size());
        grouped.forEach((name, own) -> {
            assertThat(name).as("its own name, for %s", own.keySet()).doesNotMatch("[a-z]+");
            assertThat(own).as(name).hasSizeLessThanOrEqualTo(40);
            assertThat(own.keySet().stream().filter(act -> act.startsWith("cases.shelter-")))
                    .as("a longer beginning before a shorter one")
                    .hasSize(name.equals(words.text("act-group.cases.shelter")) ? own.size() : 0);
        });
    }

    @Test
    void codesComeFromTheListsOrTheTexts() {
        assertThat(words.code("risk", "HIGH")).isEqualTo("Élevé");
        assertThat(words.code("sorry.404", "title")).isEqualTo("Page introuvable");
        assertThat(words.options("sex")).containsEntry("F", "Fille").containsEntry("M", "Garçon");
        readEnglish();
        assertThat(words.code("risk", "HIGH")).isEqualTo("High");
    }

    @Test
    void errorsSayWhatToDo() {
        List<FieldError> errors = List.of(FieldError.of("age", "form.range", 0, 17));
        assertThat(words.error(errors, "age")).isEqualTo("Écrivez un nombre entier entre 0 et 17");
        assertThat(words.error(errors, "name")).isNull();
    }

    @Test
    void errorsNameStructuresBesideTheirCodes() {
        FieldError none = FieldError.of("to", "access.agreement-none", "NGO-A", "NGO-Z");
        assertThat(words.error(none)).isEqualTo("Aucun accord de partage entre ONG A (NGO-A) et NGO-Z");
    }

    /** A line of the summary stands far from its field. */
    @Test
    void anErrorThatTellsNothingOfItsFieldIsUnnamed() {
        assertThat(words.isUnnamed(FieldError.of("noSuchField", "form.required")))
                .isTrue();
        assertThat(words.isUnnamed(FieldError.of("apparentSex", "form.required")))
                .isFalse();
        assertThat(words.isUnnamed(FieldError.of("noSuchField", "slips.number-taken")))
                .isFalse();
    }

    @Test
    void theLabelStandsBeforeAnErrorThatDoesNotNameItsField() {
        Map<String, String> labels = Map.of("noSuchField", "cases.risk", "apparentSex", "cases.risk");
        assertThat(words.labelBefore(FieldError.of("noSuchField", "form.required"), labels))
                .isEqualTo("Risque\u00a0: ");
        assertThat(words.labelBefore(FieldError.of("noSuchField-2", "form.required"), labels))
                .isEqualTo("Risque\u00a0: ");
        assertThat(words.labelBefore(FieldError.of("apparentSex", "form.required"), labels))
                .isNull();
        assertThat(words.labelBefore(FieldError.of("other", "form.required"), labels))
                .isNull();
    }

    @Test
    void aMissingTextNeverShowsItsKey() {
        assertThatThrownBy(() -> words.text("no.such.key")).hasMessageContaining("no.such.key");
        assertThat(new Texts(false).getMessage("no.such.key", null, Locale.FRENCH))
                .isEqualTo("…");
    }
}
