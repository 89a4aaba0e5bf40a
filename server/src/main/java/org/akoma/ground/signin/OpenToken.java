package org.akoma.ground.signin;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Open a token for a program.
 *
 * @param code of the second factor, where the person has one
 * @param scope null = reads and writes
 */
@InputForm(name = "access.open-token", labels = "access")
record OpenToken(
        @Field(example = "sw-01") @Size(max = Form.SHORT_TEXT)
        String username,

        @Field(label = "access.token.password") @Size(max = Form.SHORT_TEXT)
        String password,

        @Field(example = "123456") @Size(max = OpenToken.LONGEST_CODE) @Nullable
        String code,

        @Field(list = "session-scope", label = "access.token.scope")
        Session.@Nullable Scope scope) {

    /** Six digits, with the blanks that people type between them. */
    static final int LONGEST_CODE = 12;

    /** Never a password. */
    @Override
    public String toString() {
        return "OpenToken[" + username + "]";
    }
}
