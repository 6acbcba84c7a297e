/**
 * Names of one thing, a group a line. Whoever types one finds what is written with another; several words
 * stand for themselves in that order.
 *
 * The rule: a buyer who asked for one name must accept an offer under any other. So no wider and narrower
 * words (armour is not a bulletproof jacket, a jammer is not all of electronic warfare), no neighbours (EMI,
 * the disturbance, is not EMC, the absence of it), and no abbreviation that means two things in this field:
 * RAM, HIP, ECM, BMS, CMC, EMS, ESS, GIS, API, MW, ML and the like are found as they are typed and stand for nothing else. Plurals,
 * British and American spelling, hyphens and joined compounds need no entry: the analysis does those.
 * Hindi names are those of daily use, loan words in the spelling that is typed most.
 */
const GROUPS = `
# Doing business
technology transfer | ToT | transfer of technology | प्रौद्योगिकी हस्तांतरण | तकनीक हस्तांतरण
joint venture | JV | संयुक्त उद्यम
expression of interest | EoI | रुचि की अभिव्यक्ति
request for proposal | RFP
request for quotation | RFQ
memorandum of understanding | MoU | समझौता ज्ञापन
non disclosure agreement | NDA | confidentiality agreement
licence | अनुज्ञप्ति
research and development | R&D | अनुसंधान एवं विकास | अनुसंधान और विकास
MSME | SME | micro small and medium enterprise | एमएसएमई | सूक्ष्म लघु एवं मध्यम उद्यम
start-up | स्टार्टअप
intellectual property | IPR | intellectual property rights | बौद्धिक संपदा
patent | पेटेंट
royalty | रॉयल्टी
technology readiness level | TRL
manufacturing readiness level | MRL
original equipment manufacturer | OEM
foreign direct investment | FDI
defence public sector undertaking | DPSU
Defence Research and Development Organisation | DRDO | डीआरडीओ
Indian Space Research Organisation | ISRO | इसरो
ordnance factory | आयुध निर्माणी
indigenisation | स्वदेशीकरण
import substitution | import replacement
bill of materials | BoM | parts list
minimum order quantity | MOQ
life cycle cost | LCC
commercial off the shelf | COTS | off the shelf
supplier | vendor | आपूर्तिकर्ता
subcontracting | job work | जॉब वर्क
prototype | प्रोटोटाइप

# Aircraft and unmanned systems
drone | UAV | UAS | RPAS | unmanned aerial vehicle | unmanned aircraft | unmanned aircraft system | uncrewed aerial vehicle | remotely piloted aircraft | ड्रोन | मानव रहित विमान
counter drone | C-UAS | CUAS | anti drone | counter UAS | counter UAV | drone defence | ड्रोन रोधी
UGV | unmanned ground vehicle | uncrewed ground vehicle
AUV | UUV | autonomous underwater vehicle | unmanned underwater vehicle
ROV | remotely operated vehicle
USV | unmanned surface vehicle | unmanned surface vessel | uncrewed surface vessel
VTOL | vertical take off and landing
HALE | high altitude long endurance
MALE UAV | medium altitude long endurance
ground control station | GCS
aircraft | विमान | वायुयान
helicopter | हेलीकॉप्टर
airframe | aircraft structure
undercarriage | landing gear
aero engine | aircraft engine | विमान इंजन
gas turbine | गैस टरबाइन
jet engine | जेट इंजन
propeller | airscrew | प्रोपेलर
auxiliary power unit | APU
fly by wire | FBW
head up display | HUD
helmet mounted display | HMD
inflight entertainment | in flight entertainment | IFE
line replaceable unit | LRU
maintenance repair and overhaul | MRO
ground support equipment | GSE
health and usage monitoring | HUMS
parachute | पैराशूट
ejection seat | इजेक्शन सीट
airship | dirigible
rotor blade | रोटर ब्लेड
wind tunnel | पवन सुरंग

# Weapons, protection and land systems
missile | मिसाइल | प्रक्षेपास्त्र
anti tank guided missile | ATGM | टैंक रोधी मिसाइल
surface to air missile | SAM
man portable air defence | MANPADS
rocket | रॉकेट
torpedo | टॉरपीडो
ammunition | गोला बारूद | गोलाबारूद
explosive | विस्फोटक
small arms | छोटे हथियार
rifle | राइफल
artillery gun | तोप
mortar bomb | मोर्टार बम
remote weapon station | RWS | remote controlled weapon station | RCWS
main battle tank | MBT
infantry combat vehicle | ICV | infantry fighting vehicle
armoured vehicle | बख्तरबंद वाहन
mine resistant ambush protected | MRAP
bulletproof jacket | bullet proof jacket | BPJ | BRJ | bullet resistant jacket | ballistic vest | bulletproof vest | बुलेटप्रूफ जैकेट
armour | कवच
bulletproof | bullet proof | bullet resistant | बुलेटप्रूफ
helmet | हेलमेट
explosive ordnance disposal | EOD | bomb disposal | बम निरोधक
improvised explosive device | IED
mine detector | landmine detector
CBRN | NBC | chemical biological radiological nuclear | nuclear biological chemical
gas mask | गैस मास्क
personal protective equipment | PPE
camouflage | छलावरण
high power microwave | HPM
simulator | सिम्युलेटर
smoke grenade | धुआं ग्रेनेड
loitering munition | kamikaze drone | suicide drone
water purifier | water purification unit | जल शोधक

# Radar, electronic warfare, sensors and optics

AESA | active electronically scanned array | active electronically steered array | active phased array
PESA | passive electronically scanned array | passive phased array
synthetic aperture radar | SAR
ground penetrating radar | GPR
radar cross section | RCS
radar absorbing material | radar absorber
radome | radar dome | रेडोम
radar | रडार | राडार
TR module | T/R module | transmit receive module
electronic warfare | EW | इलेक्ट्रॉनिक युद्ध
electronic support measures | ESM
electronic countermeasures | electronic counter measures
electronic counter countermeasures | ECCM
radar warning receiver | RWR
identification friend or foe | IFF
signals intelligence | SIGINT
jammer | जैमर
EO/IR | electro-optical infrared | electro optical and infrared
infrared | IR | अवरक्त | इन्फ्रारेड
ultraviolet | UV | पराबैंगनी
night vision goggles | NVG
night vision device | NVD
night vision | नाइट विजन
image intensifier tube | image intensifier
thermal imager | thermal camera | thermal imaging camera | थर्मल कैमरा
focal plane array | FPA
short wave infrared | SWIR
long wave infrared | LWIR
mid wave infrared | MWIR
laser | लेजर
laser rangefinder | LRF | laser range finder | laser distance meter
lidar | ladar | laser radar | light detection and ranging | लिडार
camera | कैमरा
telescope | दूरबीन
lens | लेंस
sensor | सेंसर | संवेदक
fibre optic gyro | fibre optic gyroscope
ring laser gyro | RLG | ring laser gyroscope
gyroscope | gyro | जाइरोस्कोप
inertial measurement unit | IMU
inertial navigation system | INS
GNSS | global navigation satellite system | satellite navigation
GPS | global positioning system | जीपीएस
NavIC | IRNSS
sonar | सोनार | sound navigation and ranging
hydrophone | underwater microphone | हाइड्रोफोन
strain gauge | स्ट्रेन गेज
pressure transducer | pressure sensor
thermocouple | थर्मोकपल
LVDT | linear variable differential transformer

# Communications
radio frequency | RF | रेडियो आवृत्ति
microwave | माइक्रोवेव
millimetre wave | mmWave | mm wave
terahertz | THz
gigahertz | GHz
megahertz | MHz
antenna | एंटीना
satellite | उपग्रह | सैटेलाइट
satellite communication | SATCOM | उपग्रह संचार
software defined radio | SDR
walkie talkie | handheld radio | handheld transceiver | वॉकी टॉकी
ultra high frequency | UHF
very high frequency | VHF
low noise amplifier | LNA
high power amplifier | HPA
travelling wave tube | TWT
voltage controlled oscillator | VCO
phase locked loop | PLL
optical fibre | fibre optic cable | OFC | ऑप्टिकल फाइबर
free space optical communication | FSO | FSOC
5G | fifth generation mobile | 5जी
mobile ad hoc network | MANET
internet of things | IoT
quantum key distribution | QKD
C4ISR | command control communications computers intelligence surveillance reconnaissance
communications intelligence | COMINT
local area network | LAN
voice over IP | VoIP

# Electronics
printed circuit board | PCB | printed wiring board | PWB | circuit board | पीसीबी
printed circuit board assembly | PCBA | PCB assembly | assembled PCB | populated PCB
surface mount technology | SMT
surface mount device | SMD
ball grid array | BGA
integrated circuit | IC chip | microchip | आईसी
monolithic microwave integrated circuit | MMIC
field programmable gate array | FPGA
application specific integrated circuit | ASIC
micro electro mechanical system | MEMS | microelectromechanical system
semiconductor | अर्धचालक | सेमीकंडक्टर
transistor | ट्रांजिस्टर
gallium nitride | GaN
gallium arsenide | GaAs
silicon carbide | SiC
light emitting diode | LED | एलईडी
liquid crystal display | LCD
ADC | A/D converter | analogue to digital converter
DAC | D/A converter | digital to analogue converter
digital signal processor | DSP
microcontroller | micro controller | MCU
analogue | एनालॉग
electromagnetic interference | EMI
electromagnetic compatibility | EMC
electromagnetic pulse | EMP
electrostatic discharge | ESD
wiring harness | cable harness | cable loom | wiring loom
connector | कनेक्टर
switch mode power supply | SMPS
uninterruptible power supply | UPS | यूपीएस
soldering | सोल्डरिंग
transformer | ट्रांसफार्मर

# Materials
metal | धातु
steel | इस्पात | स्टील
stainless steel | स्टेनलेस स्टील
mild steel | low carbon steel
maraging steel | मैरेजिंग स्टील
aluminium | एल्युमिनियम | एल्यूमीनियम
titanium | टाइटेनियम
copper | तांबा
brass | पीतल
magnesium | मैग्नीशियम
nickel | निकल
tungsten | wolfram | टंगस्टन
rubber | रबर
glass | कांच
ceramic | सिरेमिक
plastic | प्लास्टिक
graphene | ग्राफीन
Ti-6Al-4V | Ti64 | Ti 6-4 | TC4 alloy | titanium grade 5 | grade 5 titanium
Inconel 718 | IN718 | alloy 718 | nickel alloy 718
AA7075 | 7075 aluminium | aluminium 7075 | aluminium alloy 7075
AA6061 | 6061 aluminium | aluminium 6061 | aluminium alloy 6061
AA2024 | 2024 aluminium | aluminium 2024 | aluminium alloy 2024
AA5083 | 5083 aluminium | aluminium 5083 | aluminium alloy 5083
carbon fibre | कार्बन फाइबर
CFRP | carbon fibre reinforced plastic | carbon fibre reinforced polymer | carbon fibre composite
GFRP | GRP | glass fibre reinforced plastic | glass fibre reinforced polymer | glass reinforced plastic | fibreglass | fibre glass
metal matrix composite | MMC
aramid | para aramid | aramid fibre
UHMWPE | ultra high molecular weight polyethylene
PTFE | polytetrafluoroethylene
PEEK | polyether ether ketone | polyetheretherketone
prepreg | pre preg | pre impregnated fibre
rare earth magnet | neodymium magnet | NdFeB
adhesive | glue | चिपकाने वाला पदार्थ
sealant | सीलेंट
foam | फोम
nanomaterial | nano material | नैनो पदार्थ
textile | वस्त्र

# Making
manufacturing | विनिर्माण
machining | मशीनिंग
computer numerical control | CNC
CNC turning | CNC lathe work | lathe turning | turning on lathe
lathe | खराद
milling machine | मिलिंग मशीन
drilling | ड्रिलिंग
grinding | ग्राइंडिंग
EDM | electrical discharge machining | spark erosion
wire EDM | wire cut EDM | wire erosion
electrochemical machining | electro chemical machining
water jet cutting | waterjet cutting
laser cutting | लेजर कटिंग
sheet metal pressing | metal stamping | sheet metal stamping | press work | presswork
sheet metal | शीट मेटल
deep drawing | deep drawn pressing
metal spinning | spin forming
flow forming | flowforming
forging | फोर्जिंग
casting | ढलाई | कास्टिंग
investment casting | lost wax casting | precision investment casting
die casting | pressure die casting | डाई कास्टिंग
foundry | ढलाईघर | फाउंड्री
welding | वेल्डिंग | झलाई
TIG welding | GTAW | gas tungsten arc welding | argon welding
MIG welding | GMAW | gas metal arc welding
arc welding | SMAW | stick welding | shielded metal arc welding
friction stir welding | FSW
electron beam welding | EBW
brazing | ब्रेजिंग
additive manufacturing | 3D printing | थ्रीडी प्रिंटिंग | 3डी प्रिंटिंग
laser powder bed fusion | LPBF | SLM | selective laser melting | DMLS | direct metal laser sintering
directed energy deposition | DED | laser metal deposition
fused deposition modelling | FDM printing | fused filament fabrication | FFF printing
hot isostatic pressing | HIPing
powder metallurgy | चूर्ण धातुकर्म
metal injection moulding | MIM
injection moulding | इंजेक्शन मोल्डिंग
injection mould | moulding die | injection moulding die
jig and fixture | work holding fixture
tool and die making | tool room | toolroom | टूल रूम
heat treatment | heat treating | ऊष्मा उपचार
case hardening | carburising
surface treatment | surface finishing
coating | लेपन | कोटिंग
powder coating | पाउडर कोटिंग
electroplating | विद्युत लेपन
hard chrome plating | hard chromium plating
anodising | एनोडाइजिंग
shot peening | शॉट पीनिंग
thermal barrier coating | TBC
PVD | physical vapour deposition
CVD | chemical vapour deposition
painting | पेंटिंग
resin transfer moulding | RTM
filament winding | फिलामेंट वाइंडिंग
autoclave | आटोक्लेव
gear | गियर
bearing | बेयरिंग
spring | स्प्रिंग
valve | वाल्व
pump | पंप
hydraulic | हाइड्रोलिक
pneumatic | न्यूमेटिक
robot | रोबोट
programmable logic controller | PLC
variable frequency drive | VFD
human machine interface | HMI
computer aided design | CAD
reverse engineering | रिवर्स इंजीनियरिंग
clean room | cleanroom
lightweight | light weight
waterproof | water proof | watertight | जलरोधी
fireproof | fire proof | अग्निरोधी
broadband | broad band
wideband | wide band

# Naval
ship | पोत | जलपोत | जहाज
warship | naval ship | युद्धपोत
submarine | पनडुब्बी
boat | नाव | नौका
air independent propulsion | AIP
mine countermeasures | mine counter measures
anti submarine warfare | ASW
towed array | towed array sonar
desalination | विलवणीकरण
anti fouling paint | antifouling coating | anti fouling coating
corrosion | संक्षारण

# Space
spacecraft | space craft | अंतरिक्ष यान
launch vehicle | space launch vehicle | प्रक्षेपण यान
small satellite | smallsat
cubesat | cube sat
attitude and orbit control | AOCS | attitude and orbit control system
telemetry tracking and command | TT&C | TTC
star tracker | star sensor
Earth observation | भू प्रेक्षण
space | अंतरिक्ष

# Energy
battery | बैटरी
lithium ion | Li-ion
battery management system | बैटरी प्रबंधन प्रणाली
supercapacitor | ultracapacitor | super capacitor
fuel cell | ईंधन सेल
hydrogen | हाइड्रोजन
electrolyser | electrolyzer stack
solar cell | photovoltaic cell | PV cell | सौर सेल
solar panel | PV module | photovoltaic module | photovoltaic panel | सौर पैनल
solar energy | सौर ऊर्जा
wind turbine | पवन टरबाइन
diesel generator | DG set | diesel genset | डीजल जनरेटर
generator | जनरेटर
motor | मोटर
brushless DC motor | BLDC | brushless motor
permanent magnet synchronous motor | PMSM
electric vehicle | EV | इलेक्ट्रिक वाहन | विद्युत वाहन
charging station | EV charger | electric vehicle charger
small modular reactor | SMR
kilowatt | kW
waste heat recovery | WHR
biogas | बायोगैस

# Medical
medical device | चिकित्सा उपकरण
ventilator | वेंटिलेटर
oxygen concentrator | ऑक्सीजन कंसंट्रेटर
X-ray | एक्स रे
MRI | magnetic resonance imaging
CT scanner | computed tomography scanner
ultrasound | अल्ट्रासाउंड
electrocardiogram | ECG | EKG
electroencephalogram | EEG
polymerase chain reaction | PCR
point of care testing | POCT
lateral flow assay | LFA | lateral flow test
in vitro diagnostic | IVD
implant | प्रत्यारोपण
prosthesis | artificial limb | कृत्रिम अंग
wheelchair | व्हीलचेयर
vaccine | टीका
telemedicine | tele medicine | टेलीमेडिसिन

# Agriculture and food
agriculture | कृषि
tractor | ट्रैक्टर
irrigation | सिंचाई
drip irrigation | टपक सिंचाई
fertiliser | उर्वरक
pesticide | कीटनाशक
seed | बीज
polyhouse | poly house | पॉलीहाउस
ready to eat | RTE food
food processing | खाद्य प्रसंस्करण
freeze drying | lyophilisation
cold storage | शीत भंडार
combine harvester | कंबाइन हार्वेस्टर

# Software
software | सॉफ्टवेयर
artificial intelligence | AI | कृत्रिम बुद्धिमत्ता
machine learning | मशीन लर्निंग
natural language processing | NLP
deep learning | डीप लर्निंग
large language model | LLM
virtual reality | VR
digital twin | डिजिटल ट्विन
cyber security | cybersecurity | साइबर सुरक्षा
graphical user interface | GUI
software development kit | SDK
real time operating system | RTOS
operating system | ऑपरेटिंग सिस्टम
C# | C sharp
.NET | dot net
manufacturing execution system | MES
enterprise resource planning | ERP
product lifecycle management | PLM
supervisory control and data acquisition | SCADA
data acquisition | DAQ
blockchain | block chain | ब्लॉकचेन
cloud computing | क्लाउड कंप्यूटिंग

# Test, quality and standards
non destructive testing | NDT | NDE | nondestructive testing | non destructive evaluation | non destructive examination | अविनाशी परीक्षण
ultrasonic testing | ultrasonic inspection
radiographic testing | X-ray inspection | radiography inspection
dye penetrant testing | liquid penetrant testing | DPT | LPT
magnetic particle inspection | magnetic particle testing
coordinate measuring machine | CMM
automatic test equipment | ATE | automated test equipment
hardware in the loop | HIL
finite element analysis | FEA | FEM | finite element method
computational fluid dynamics | CFD
failure mode and effects analysis | FMEA
statistical process control | SPC
quality management system | QMS
first article inspection | FAI
EN 9100 | AS9100 | AS9100D | JISQ 9100
military standard | MIL-STD
three dimensional | 3D | 3-dimensional
calibration | अंशांकन
testing | परीक्षण
quality control | गुणवत्ता नियंत्रण
vibration test | कंपन परीक्षण
percent | per cent
`;

export const SYNONYMS: readonly (readonly string[])[] = GROUPS.split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | "));
