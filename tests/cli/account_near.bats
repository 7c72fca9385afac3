# kam account near: customers within a distance of a place, or within an area.

load helper

# near OPTION…: id and distance of each, the nearest first.
near() {
	kam account near "$@" --columns id,distance_km --csv --header none
}

places() {
	kam_db
	kam -q account add Middle --lat 0 --lon 0 --region east --tag vip
	kam -q account add North --lat 1 --lon 0 --region west
	kam -q account add East --lat 0 --lon 2 --region west --tag vip
	kam -q account add Nowhere
	kam -q account add Half --lat 0.5
}

@test "a circle: a degree is 111.195 km, the nearest first, those without a place not at all" {
	places
	same 'A1,0
A2,111.195
A3,222.39' "$(near --at 0,0 --within 223km)"
	same 'A1,0
A2,111.195' "$(near --at 0,0 --within 112km)"
	same A1,0 "$(near --at 0,0 --within 111195m)"
	same 'A1,0
A2,111.195' "$(near --at 0,0 --within 70mi)"
	same '' "$(near --at 45,90 --within 500km)"
}

@test "only those that filters and --where name" {
	places
	same A3 "$(kam account near --at 0,0 --within 300km --region west --tag vip --ids)"
	same 'A2
A3' "$(kam account near --at 0,0 --within 300km --where 'region = west' --ids)"
	same A2 "$(kam account near --at 0,0 --within 300km --where 'region = west' --limit 1 --ids)"
}

@test "an area: with a middle by distance, without by id" {
	places
	same 'A1,
A2,' "$(near --polygon '-1,-1 2,-1 2,1 -1,1')"
	same 'A2,0
A1,111.195' "$(near --polygon '-1,-1 2,-1 2,1 -1,1' --at 1,0)"
}

@test "across the dateline and over the poles" {
	kam_db
	kam -q account add Fiji --lat -17 --lon 179.9
	kam -q account add Taveuni --lat -17 --lon -179.9
	kam -q account add Alert --lat 89.9 --lon 0
	kam -q account add Beyond --lat 89.9 --lon 180
	# 0.2° on the parallel of 17°: 111.195 × 0.2 × cos 17° = 21.267
	same 'A1,0
A2,21.267' "$(near --at -17,179.9 --within 25km)"
	same 'A2,0
A1,21.267' "$(near --at -17,-179.9 --within 25km)"
	same 'A3,0
A4,22.239' "$(near --at 89.9,0 --within 30km)"
	same 'A3,11.12
A4,11.12' "$(near --at 90,77 --within 12km)"
	same 'A1,
A2,' "$(near --polygon '-20,179 -10,179 -10,-179 -20,-179')"
	expect 2 kam account near --polygon '80,0 80,120 80,-120'
	holds "$errors" pole
}

@test "what is no place, no distance or no area is refused, with the value" {
	places
	expect 2 kam account near
	expect 2 kam account near --at 0,0
	expect 2 kam account near --within 2km
	holds "$errors" --at
	expect 2 kam account near --at 0,0 --within 2km --polygon '0,0 0,1 1,1'
	expect 2 kam account near --at 114.06,22.54 --within 2km
	holds "$errors" "'114.06,22.54'"
	expect 2 kam account near --at 0,0 --within far
	holds "$errors" "'far'"
	expect 2 kam account near --at 0,0 --within -2km
	expect 2 kam account near --polygon '0,0 0,1'
	holds "$errors" 'three corners'
	expect 2 kam account near A1 --at 0,0 --within 2km
	# an account's own place is looked at too
	expect 2 kam account add Mars --lat 91 --lon 0
	holds "$errors" "'91'"
	expect 2 kam account edit A1 --lon 181
}

@test "as of an earlier day, those that were there then" {
	places
	KAM_NOW=2026-07-16T09:30:00Z kam account edit A2 --lat 40
	export KAM_NOW=2026-07-17T09:30:00Z
	same A1 "$(kam account near --at 0,0 --within 112km --ids)"
	same 'A1
A2' "$(kam account near --at 0,0 --within 112km --as-of 2026-07-15 --ids)"
}
