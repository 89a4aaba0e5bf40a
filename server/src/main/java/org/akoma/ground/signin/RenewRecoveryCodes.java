package org.akoma.ground.signin;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Make new recovery codes; those before let nobody in any more.
 *
 * @param before the password that holds
 * @param code of the second factor; never a recovery code
 */
@InputForm(name = "access.renew-recovery-codes", labels = "access")
record RenewRecoveryCodes(
        @Field(label = "access.own.before") @Size(max = Form.SHORT_TEXT)
        String before,

        @Field(example = "123456") @Size(max = OpenToken.LONGEST_CODE)
        String code) {

    /** Never a password. */
    @Override
    public String toString() {
        return "RenewRecoveryCodes";
    }
}
