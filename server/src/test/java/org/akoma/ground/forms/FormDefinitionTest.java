package org.akoma.ground.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
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

    private static final FormDefinition<Paint> PAINT = FormDefinition.of(Paint.class, LISTS);

    private static List<String> wrong(Map<String, ?> typed) {
        Form form = Form.ofJson(typed);
        assertThat(PAINT.read(form, Map.of())).isNull();
        return form.errors().stream().map(e -> e.field() + " " + e.code()).toList();
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
        Forms forms = new Forms(LISTS);
        assertThatThrownBy(() -> forms.view(Step.class)).hasMessageContaining("which version");
        assertThat(forms.view(Step.class, null, 3).version()).isEqualTo(3);
    }

    @Test
    void aDeclarationThatWouldNotBeCheckedIsRefused() {
        assertThatThrownBy(() -> FormDefinition.of(Mail.class, LISTS)).hasMessageContaining("not checked");
        assertThatThrownBy(() -> FormDefinition.of(Endless.class, LISTS)).hasMessageContaining("needs @Size");
        assertThatThrownBy(() -> FormDefinition.of(Hidden.class, LISTS)).hasMessageContaining("needs @Nullable");
        assertThatThrownBy(() -> FormDefinition.of(String.class, LISTS)).hasMessageContaining("no @InputForm");
    }
}
