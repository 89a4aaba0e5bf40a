package org.akoma.exchange.packages;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.signin.FactorAgain;
import org.springframework.ui.Model;

/** The page on which who takes a package shows the second factor again; its form leads to the file. */
final class FactorPage {

    private FactorPage() {}

    static boolean isAsked(List<FieldError> errors) {
        return errors.stream().anyMatch(one -> one.field().equals(FactorAgain.FIELD));
    }

    /**
     * @param file where the form is sent
     * @param back the page that it was opened from
     */
    static String of(Forms forms, String file, String back, Model model) {
        model.addAttribute("ask", forms.view(FactorAgain.Show.class));
        model.addAttribute("file", file);
        model.addAttribute("back", back);
        return "packages/factor";
    }
}
