package org.akoma.protection.registration;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** What the supervisors of two files say that may be of one child. */
final class CompareDouble {

    private CompareDouble() {}

    /** One child or two. */
    @InputForm(name = "cases.judge-double", labels = "cases.doubles")
    record Judge(
            @Field(list = "cases.doubles", label = "decisions.verdict")
            LikelyDouble.Verdict verdict) {}

    /** Which of the two files of one child goes on. */
    @InputForm(name = "cases.choose-file", labels = "cases.doubles")
    record Choose(@Field(list = "cases.doubles.side") LikelyDouble.Side keeps) {}
}
