package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormDefinitionTest {

    private static final CodeLists LISTS = new CodeLists();

    enum Colour {
        RED,
        GREEN
    }

    @InputForm(name = "test.paint", labels = "test")
    record Paint(
            UUID id,
            @Nullable Integer version,
            @Field(list = "test.colours") Colour colour,
            @Size(max = 5) @Nullable String word,
            @Min(1) @Max(9) Integer coats,
            boolean wet,
            @Field(list = "sector") @NotEmpty List<String> where,

            @Field(when = "colour", is = "RED") @Size(max = 9) @Nullable
            String whyRed) {}

    @InputForm(name = "test.mail", labels = "test")
    record Mail(@Email @Size(max = 9) String address) {}

    @InputForm(name = "test.endless", labels = "test")
    record Endless(String text) {}

    @InputForm(name = "test.hidden", labels = "test")
    record Hidden(
            boolean wet, @Field(when = "wet", is = "true") Integer coats) {}

    @InputForm(name = "test.reason", labels = "test")
    record Reason(
            @Size(min = 4, max = 9, message = "test.short") @Nullable
            String text) {}

    @InputForm(name = "test.silent", labels = "test")
    record Silent(@Size(min = 4, max = 9) String text) {}

    private static final FormDefinition<Paint> PAINT = FormDefinition.of(Paint.class, LISTS);

    private static List<String> wrong(Map<String, ?> typed) {
        Form form = Form.ofJson(typed);
        assertThat(PAINT.read(form, Map.of())).isNull();
        return form.errors().stream().map(e -> e.field() + " " + e.code()).toList();
    }

    @Test
    void aTextThatIsTooShortHasACodeOfItsOwn() {
        FormDefinition<Reason> reason = FormDefinition.of(Reason.class, LISTS);
        Form brief = Form.ofJson(Map.of("text", "abc"));
        assertThat(reason.read(brief, Map.of())).isNull();
        assertThat(brief.errors()).containsExactly(FieldError.of("text", "test.short", 4));
        assertThat(reason.read(Form.ofJson(Map.of("text", "abcd")), Map.of())).isEqualTo(new Reason("abcd"));
        assertThat(reason.read(Form.ofJson(Map.of()), Map.of())).isEqualTo(new Reason(null));
        assertThatThrownBy(() -> FormDefinition.of(Silent.class, LISTS)).hasMessageContaining("error code");
    }

    @Test
    void everyErrorIsFoundAtOnceInTheOrderOfTheForm() {
        assertThat(wrong(Map.of()))
                .containsExactly("colour form.required", "coats form.required", "where form.required");
        assertThat(wrong(Map.of("colour", "0", "word", "too long", "coats", 10, "where", List.of("NOPE"))))
                .containsExactly("colour form.choice", "word form.too-long", "coats form.range", "where form.choice");
    }

    @Test
    void theValueOfAFieldThatIsNotAskedIsDropped() {
        String sector = LISTS.codesOf("sector").getFirst();
        Map<String, Object> typed =
                Map.of("colour", "GREEN", "coats", "2", "where", List.of(sector), "whyRed", "because");
        Paint paint = PAINT.read(Form.ofJson(typed), Map.of("version", 3));
        assertThat(paint).isNotNull();
        assertThat(paint.whyRed()).isNull();
        assertThat(paint.wet()).isFalse();
        assertThat(paint.version()).isEqualTo(3);
        assertThat(paint.id()).isNotNull();
    }

    @Test
    void aGivenComponentIsNoField() {
        Form form = Form.ofJson(Map.of("colour", "GREEN"));
        PAINT.read(form, Map.of("colour", Colour.RED));
        assertThat(form.refuseUnknown().errors()).contains(FieldError.of("colour", "form.unknown-field"));
    }

    @InputForm(name = "test.step", labels = "test", changes = true)
    record Step(
            @Nullable Integer version,
            @Size(max = 9) @Nullable String word) {}

    @Test
    void aPageCannotForgetTheVersionOfWhatItChanges() {
        Forms forms = new Forms(LISTS, java.time.Clock.systemUTC());
        assertThatThrownBy(() -> forms.view(Step.class)).hasMessageContaining("which version");
        assertThat(forms.view(Step.class, null, 3).version()).isEqualTo(3);
    }

    enum Why {
        ASLEEP,
        ABSENT
    }

    record Leg(
            UUID id, @Size(max = 9) String place, @Nullable LocalDate on) {}

    @InputForm(name = "test.journey", labels = "test")
    record Journey(
            @Questions(of = "test.colours", texts = "test.mark", unanswered = "test.answer") @Min(1) @Max(4)
            Map<Colour, Integer> marks,

            @Questions(of = "test.colours", list = "test.why")
            Map<Colour, Why> missing,

            @Rows(most = 2, many = "test.many", labels = "test.leg", blank = "place")
            List<Leg> legs,

            @Rows(most = 5, labels = "test.leg", inherits = "place")
            List<Rows.Alone<Leg>> alone,

            @Size(max = 9) @Nullable String place,

            @Field(letters = Field.WORD, page = "journeyWhy") @Size(max = 90) @Nullable
            String why) {}

    private static final FormDefinition<Journey> JOURNEY = FormDefinition.of(Journey.class, LISTS);

    @Test
    void everyQuestionIsAnsweredInOneOfItsTwoGroups() {
        Form sent = JOURNEY.json(Map.of("marks", Map.of("RED", 3), "missing", Map.of("GREEN", "ASLEEP")));
        Journey read = JOURNEY.read(sent, Map.of());
        assertThat(read).isNotNull();
        assertThat(read.marks()).containsExactly(Map.entry(Colour.RED, 3));
        assertThat(read.missing()).containsExactly(Map.entry(Colour.GREEN, Why.ASLEEP));
        Form wrong = JOURNEY.json(Map.of("marks", Map.of("RED", 5, "BLUE", 1)));
        assertThat(JOURNEY.read(wrong, Map.of())).isNull();
        assertThat(wrong.refuseUnknown().errors())
                .extracting(e -> e.field() + " " + e.code())
                .containsExactly("RED form.choice", "GREEN test.answer", "BLUE form.unknown-field");
    }

    @Test
    void theRowsOfAPageAndOfJsonAreReadAlikeUnderTheirOwnNames() {
        Map<String, String[]> typed = new LinkedHashMap<>(Map.of(
                "RED", new String[] {"1"},
                "GREEN", new String[] {"ABSENT"},
                "place-1", new String[] {"Bouaké"},
                "on-1-day", new String[] {"31"},
                "on-1-month", new String[] {"11"},
                "on-1-year", new String[] {"2015"},
                "place-2", new String[] {" "}));
        Form page = Form.of(typed);
        assertThat(JOURNEY.read(page, Map.of())).isNull();
        assertThat(page.errors()).extracting(FieldError::field).containsExactly("on-1");
        Map<String, Object> leg = Map.of("place", "Bouaké", "on", "2015-11-31", "by", "bus");
        Form json = JOURNEY.json(Map.of("marks", Map.of("RED", 1, "GREEN", 1), "legs", List.of(leg)));
        assertThat(JOURNEY.read(json, Map.of())).isNull();
        assertThat(json.errors())
                .extracting(e -> e.field() + " " + e.code())
                .containsExactly("legs[0].on form.date", "legs[0].by form.unknown-field");
        Form many = JOURNEY.json(Map.of("marks", Map.of("RED", 1, "GREEN", 1), "legs", List.of(leg, leg, leg)));
        assertThat(JOURNEY.read(many, Map.of())).isNull();
        assertThat(many.errors()).containsExactly(FieldError.of("legs", "test.many", 2));
    }

    @Test
    void aRowThatIsReadAloneHoldsUpNoOther() {
        Form sent = JOURNEY.json(Map.of(
                "place",
                "Man",
                "marks",
                Map.of("RED", 1, "GREEN", 1),
                "alone",
                List.of(Map.of("on", "2015-11-30"), Map.of("on", "never"))));
        Journey read = JOURNEY.read(sent, Map.of());
        assertThat(read).isNotNull();
        assertThat(read.alone().getFirst().value().place()).isEqualTo("Man");
        assertThat(read.alone().getLast().value()).isNull();
        assertThat(read.alone().getLast().errors())
                .extracting(FieldError::field)
                .containsExactly("on");
    }

    @Test
    void aFieldMayHaveAnotherNameOnAPageWithSeveralForms() {
        Form page = Form.of(Map.of("journeyWhy", new String[] {"x"})).renamed(JOURNEY.namesOnPage());
        JOURNEY.read(page, Map.of());
        assertThat(JOURNEY.onPage(page.errors(), page))
                .contains(FieldError.of("journeyWhy", "form.few-words", Field.WORD));
    }

    @Test
    void aDeclarationThatWouldNotBeCheckedIsRefused() {
        assertThatThrownBy(() -> FormDefinition.of(Mail.class, LISTS)).hasMessageContaining("not checked");
        assertThatThrownBy(() -> FormDefinition.of(Endless.class, LISTS)).hasMessageContaining("needs @Size");
        assertThatThrownBy(() -> FormDefinition.of(Hidden.class, LISTS)).hasMessageContaining("needs @Nullable");
        assertThatThrownBy(() -> FormDefinition.of(String.class, LISTS)).hasMessageContaining("no @InputForm");
    }
}
