#!/bin/sh
# sample-database.sh - the sample institution with one person for each role.
#
#   sh tools/sample-database.sh YUPANA DB     makes the database DB
#   sh tools/sample-database.sh --sign-ins    says who can sign in
#
# Everybody has the same password, so this is for trying, never for use.
set -eu
cd "$(dirname "$0")/.."

PASSWORD='lluvia de agosto'

# login, name, role, unit ("-": the whole institution)
people() {
	cat <<END
elena	Elena Huanca	elaborador	UIC
jorge	Jorge Condori	jefe	DGP
pilar	Pilar Rocha	planificador	-
marta	Marta Salinas	mae	-
felix	Félix Arce	financiero	-
aida	Aída Vargas	auditor	-
andres	Andrés Luna	administrador	-
carla	Carla Ríos	consulta	-
END
}

if [ "$1" = --sign-ins ]; then
	echo "Usuarios de la muestra (contraseña de todos: $PASSWORD):"
	people | while IFS='	' read -r login name role unit; do
		[ "$unit" != - ] || unit='MARyC'
		printf '  %-8s %-14s %-22s %s\n' "$login" "$role" "$unit" "$name"
	done
	exit 0
fi

yupana=$1
db=$2
"$yupana" import samples/*.txt --db "$db" >/dev/null
people | while IFS='	' read -r login name role unit; do
	code=$("$yupana" user add "$login" --name "$name" --db "$db" | sed -n 's/^  \([A-Za-z0-9_-]\{43\}\)$/\1/p')
	echo "$PASSWORD" | "$yupana" user accept "$code" --db "$db" >/dev/null
	if [ "$unit" = - ]; then
		"$yupana" user grant "$login" "$role" --db "$db" >/dev/null
	else
		"$yupana" user grant "$login" "$role" --unit "$unit" --db "$db" >/dev/null
	fi
done
