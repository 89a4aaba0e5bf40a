package org.akoma.programme.training;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Ask a second person to revoke a certificate. */
@InputForm(name = "training.revoke-certificate", labels = "training.revoke")
record RevokeCertificate(
        @Field(list = "training-revoked", except = "REPLACED", as = Field.Widget.RADIOS)
        Certificate.Why why,

        @Field(sealed = true, lines = 3, letters = Field.REASON) @Size(max = 1000)
        String reason) {}
