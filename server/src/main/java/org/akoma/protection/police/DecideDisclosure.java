package org.akoma.protection.police;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.airlock.disclosure.DisclosureRequest.Ground;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The word of the supervisor of the file on a request of the police.
 *
 * @param ground as the police read it, where it is refused
 * @param reason for the file, sealed; the police do not read it
 * @param telephone of who answers the police now, where it leaves at once and the directory has no number
 * @param secondFactor the six digits again, of who has a second factor and lets it leave
 */
@InputForm(name = "police.decide", labels = "police.decide")
record DecideDisclosure(
        @Field(list = "police.words", as = Field.Widget.RADIOS)
        Word word,

        @Field(list = "disclosure.grounds", when = "word", is = "REFUSE", requiredWhenAsked = true) @Nullable
        Ground ground,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String reason,

        @Field(example = "+225 07 00 00 00 00")
        @Size(max = 40)
        @Pattern(regexp = "[+0-9 ().-]{4,40}", message = "referrals.telephone")
        @Nullable
        String telephone,

        @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
        String secondFactor)
        implements Checked {

    enum Word {
        AGREE,
        /** It leaves by this one word, because life is in danger; the data protection officer reviews it within a day. */
        AT_ONCE,
        REFUSE
    }

    boolean agreed() {
        return word != Word.REFUSE;
    }

    @Override
    public List<FieldError> wrong() {
        if (word == Word.REFUSE && ground == null) return List.of(FieldError.of("ground", "form.required"));
        return word != Word.AGREE && reason == null ? List.of(FieldError.of("reason", "form.required")) : List.of();
    }
}
