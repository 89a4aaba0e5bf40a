package org.akoma.ground.signin;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Choose a password of one's own.
 *
 * @param before the one that holds; not asked after a sign-in by a one-time password
 * @param code of the second factor, where the person has one
 * @param again the new one once more
 */
@InputForm(name = "access.change-password", labels = "access")
record ChangePassword(
        @Field(label = "access.own.before") @Size(max = Form.SHORT_TEXT) @Nullable
        String before,

        @Field(example = "123456") @Size(max = OpenToken.LONGEST_CODE) @Nullable
        String code,

        @Field(label = "access.password.new") @Size(max = Form.SHORT_TEXT)
        String password,

        @Field(label = "access.password.again") @Size(max = Form.SHORT_TEXT)
        String again) {

    /** Never a password. */
    @Override
    public String toString() {
        return "ChangePassword";
    }
}
