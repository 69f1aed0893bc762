"""Short and pet forms of given names, as people call children: which full names each may stand for."""

from schutznetz.cases.known.letters import plain

_GROUPS = """
alexander alex sascha sasha xander lex sandro alexandros iskender skander
alexandra alex sascha sasha sandra alexa lexi ala
alexej aljoscha lescha alexei aleksej
anastasia nastja nastya stasia asja
andreas andi andy andre dre anderl
angelika geli angie
anna anne anni anja annika anneke anuschka hanna hannah ania anya nanni
annette anni nette
antonia toni tonia
anton toni antonio
barbara babs babsi bärbel basia
beate bea
beatrice bea trixi
benedikt bene ben benny
benjamin ben benny benni
bernhard bernd berni
birgit biggi gitte
björn bjarne
brigitte gitta gitte biggi
burkhard burki
charlotte lotte lotta charly charlie lottie
christian chris krischan christan
christina tina chris christl kiki stina
christine tina chris christl kiki stina
christoph chris stoffel christof
christopher chris topher kit
daniel dani danny dan danilo
daniela dani ela danny
david dave davy dawid
dieter didi
dimitri dima mitja dimitrios dimitris mitko
dmitri dima mitja
dorothea doro thea dora dorle
dominik dom nick nik domi
edeltraud traudl edel
eduard edi eddy ede edik
ekaterina katja katya katia
elena lena ella lenotschka
eleonore nora lore ella leonore ellen
elisabeth lisa elli elsa else lisbeth liesel ilse betty sissi bettina elise lilli lili ella liz beth elsbeth
emilia emmi emma emily mila
emmanuel emanuel manu manuel
erika eri
eugen gene evgenij jewgeni schenja
evgenij schenja zhenya jewgeni eugen
fatima fatma fati fatou fatme
felicitas fee feli
ferdinand ferdi nando
florian flo flori
francesco franco cesco
franz franzl franzi
franziska franzi franka sissi ziska
frederik fred freddy rik frederic
friederike rike fritzi rieke
friedrich fritz fredi frieder friedl
gabriel gabi gabo
gabriele gabi gaby ela
georg schorsch jörg jürgen görge
gerhard gerd gert hardy
gertrud traudl trude gerti trudi
giovanni gianni nino vanni
giuseppe beppe peppe pino
gregor grischa
grigori grischa
guadalupe lupe
günther günni
hadidscha hatice khadija
hassan hasso hassoun
heinrich heiner heinz hinnerk heini
helene lena leni hella lene nele
helena lena leni
hermann hermi manni
hildegard hilde hilla
hussein hüso hamse
ibrahim ibo brahim ebo
ignaz naz igi
ingeborg inge
irene reni
irina ira irinka
isabella bella isa isabel belle
isabelle bella isa belle
ismail isma iso
iwan wanja vanya ivan vania
jakob jaki jake kobi köbes jacob
jan janek janosch
jana janka janina
jessica jessy jess
joachim achim jochen jo joscha
joanna asia joasia
johanna hanna hannah hanne jana jo johanne
johannes hannes hans jan johann jo hänschen hansi jannes
jonathan jona joni jonny
josef sepp jupp pepi beppo josip seppl joseph jo
josefine fine josi finja pepi josephine
judith judy jutta
julia julchen jule julie
julian jule juli
jurij jura juri
kamil kamilek
karl kalle charly carl karlchen
karoline karo line lina caro caroline
caroline caro line lina karo
carolin caro line lina
katarzyna kasia kaska
katharina kathi katha käthe katja kati kathrin rina trine nina käthchen ina katrin katinka
klaus nikolaus claus
konrad conny kurt radek
konstantin kostja costa kosta tino
krystyna krysia
leonard leo lenny leon lennart
leonhard leo leon lenny hartl
leonie leo loni
leopold leo poldi
lieselotte lilo liesel lotte
ludmila ljuda mila luda
ludwig lutz lou wiggerl luis luggi
luise lou lulu luischen louise isi
lukas luki luke
magdalena lena magda leni madlen malena
malgorzata gosia malgosia
manfred manni fred
manuela manu ela
marcel celly
margarete grete gretel gitta greta margret rita meta marga margit
margarethe grete gretel greta margret rita
margot gosche
maria mia mizzi marie mitzi mascha marika ria marusja mariechen mariella
marianne mia janne
markus mark max
martha marti
martin tino mart
martina tina tini
mathilde tilda thilda hilde tilly
matthias matze hias mattes matti mats thies
maximilian max maxi maxl milian
melanie mel melli
michael michi michel mike mick mischa micha misha michele
michaela michi ela micha michelle
michail mischa misha
mohammed mo hamudi memo hamada hamoudi momo hamo
muhammad mo hamudi memo hamada momo
mehmet memo mehmed memet memosch
mustafa musti mustapha
nadeschda nadja nadia nadya
natalia natascha natalja nati tala
natalie nati
nikola niko kolja
nikolai kolja niko nikolaj kolya
nikolas niko klas klaus nick nik
nikolaus klaus niko nick nik klas nikki claus
oleksandr sascha sasha sanja olek
olga olja olya
osman ossi
oskar ossi
ottilie tilly otti
patricia patty patrizia trish
patrick paddy pat rick
paul paule pauli
paula pauli
pauline pauli line
pawel pascha pasha
petra peti
peter pit petz piet pete petja
philipp phil lipp fips
rebecca becky becca
reinhard reini hardy
rebekka becky becca
renate reni nate
richard rick ritchie richie rik
robert rob bob bobby robbi bert robby
roland rolli
rosa rosi rosalie röschen
rosemarie rosi romy
rudolf rudi rolf ralf
salomon sali
samuel sam sami sammy
samantha sam sammy
sebastian basti bastian wastl seb sebi
sergej serjoscha serge seryozha
siegfried siggi sigi
sieglinde linde siggi
sigrid siri sigi
simon simi
sofia sonja sofie sofi sophie
sophia sophie fia sofie sonja
stanislaw stasiek stas stani
stefan steffen steff stevie steffl
stefanie steffi steff fanny stephanie
susanne susi sanne sanna suse susi
svetlana sweta lana sveta
tatjana tanja tanya tata
thaddäus tadek teddy
theodor theo teddy ted fedor
theresa resi thea tess tessa resl reserl
therese resi thea
thomas tom tommy thom tomek
tobias tobi tobie
ulrich uli udo ulli
ulrike uli ulla rike
ursula uschi ulla urschel
valentin vale tino wastl
valentina vale tina walja
veronika vroni vera ronja nika
viktor vik vitja
viktoria vicky viki tori
vincent vince vinz
vladimir wolodja vova wladi vlad wowa
walburga burgi wally
waltraud traudl traudi
wassili wasja vasya
werner werni
wilhelm willi willy helm wim
wilhelmine minna mine helma wilma
wladyslaw wladek
wolfgang wolf wolfi
xaver xari veri
yusuf yussi joe
zeynep zeyno
"""


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        root, *forms = (plain(word) for word in line.split())
        for form in (root, *forms):
            found.setdefault(form, set()).add(root)
    return {form: frozenset(roots) for form, roots in found.items()}


ROOTS = _table()
