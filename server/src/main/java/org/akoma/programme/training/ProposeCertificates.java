package org.akoma.programme.training;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Ask a second person to certify all of one side of a session who passed and hold no certificate. */
@InputForm(name = "training.propose-certificates", labels = "training.certificates")
record ProposeCertificates(@Field(list = "training-side") Profession.Side side) {}
