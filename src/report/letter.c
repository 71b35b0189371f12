#include "report/letter.h"

#include "base/str.h"

void
letter_subject(struct str *out, const struct letter *letter)
{
	str_put(out, letter->first ? "Su cuenta de planificación" : "Elija otra contraseña");
}

void
letter_body(struct str *out, const struct letter *letter)
{
	str_printf(out, "%s:\n\n", letter->name);
	if (letter->first)
		str_printf(out, "Tiene una cuenta en el sistema de planificación de\n%s.\n",
		    letter->institution);
	else
		str_printf(out,
		    "Alguien pidió elegir otra contraseña para su cuenta en el sistema de\n"
		    "planificación de %s.\n"
		    "Si no fue usted, no haga nada: la actual sigue valiendo.\n",
		    letter->institution);
	str_printf(out, "\nSu usuario es: %s\n", letter->login);
	if (letter->link[0] != '\0')
		str_printf(out, "\nElija su contraseña aquí:\n%s%s\n", letter->link, letter->code);
	else
		str_printf(out, "\nSu código para elegir la contraseña es:\n%s\n", letter->code);
	str_printf(out,
	    "\nSirve una sola vez y hasta el %.10s a las %.5s (hora universal).\n"
	    "No lo reenvíe: quien lo tenga puede entrar en su nombre.\n",
	    letter->until, letter->until + 11);
}
